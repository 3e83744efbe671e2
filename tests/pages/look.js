// What is found in a page that is open: functions by name, called by browser.py.
(() => {
  const all = (selector, root = document) => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll("template")].flatMap((one) => all(selector, one.content)),
  ];
  const begin = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 160);
  const FORBIDDEN =
    "script, noscript, iframe, frame, object, embed, applet, portal, link, base, form, input," +
    "button, textarea, select, img, picture, video, audio, source, track, canvas, foreignObject," +
    "animate, animateMotion, animateTransform, set, meta[http-equiv=refresh i]";
  const ADDRESSES = ["href", "xlink:href", "src", "srcset", "action", "formaction", "ping", "poster",
    "background", "srcdoc", "cite"];

  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const scrolls = (one, axis = "overflowX") => ["auto", "scroll"].includes(getComputedStyle(one)[axis]);
  const ancestors = (one) => {
    const found = [];
    for (let each = one.parentElement; each; each = each.parentElement) found.push(each);
    return found;
  };
  // Text for readers only, in a box of a pixel.
  const forReaders = (one) =>
    [one, ...ancestors(one)].some((each) => {
      const style = getComputedStyle(each);
      const tiny = each.clientWidth <= 1 && each.clientHeight <= 1 && style.display !== "inline";
      return each instanceof HTMLElement && tiny && style.overflowX !== "visible" ;
    });

  // Colours: [red, green, blue, alpha], each from 0 to 1.
  const colour = (() => {
    const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    return (text) => {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = text;
      context.fillRect(0, 0, 1, 1);
      return [...context.getImageData(0, 0, 1, 1).data].map((one) => one / 255);
    };
  })();
  const over = (top, below) =>
    [0, 1, 2].map((one) => top[one] * top[3] + below[one] * (1 - top[3])).concat(1);
  const light = (one) => {
    const [red, green, blue] = one.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (svg) => {
    const layers = [svg, ...ancestors(svg)].map((one) => colour(getComputedStyle(one).backgroundColor));
    const night = getComputedStyle(document.documentElement).colorScheme.includes("dark") &&
      matchMedia("(prefers-color-scheme: dark)").matches;
    const paper = colour(night ? "#121212" : "#ffffff");
    return layers.reverse().reduce((below, one) => over(one, below), paper);
  };
  const filled = (one) => {
    const style = getComputedStyle(one);
    if (style.fill === "none" || style.fill.startsWith("url")) return [0, 0, 0, 0];
    const found = colour(style.fill);
    const opacity = [one, ...ancestors(one)].reduce(
      (so_far, each) => so_far * getComputedStyle(each).opacity, Number(style.fillOpacity));
    return [...found.slice(0, 3), found[3] * opacity];
  };

  return {
    // Waits until fonts are there and two frames were drawn.
    settled: async () => {
      await document.fonts.ready;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    },

    // What could run or load something.
    active: () => [
      ...all(FORBIDDEN).map((one) => `element: ${begin(one)}`),
      ...all("*").flatMap((one) =>
        [...one.attributes].filter((each) => /^on/i.test(each.name)).map(() => `handler: ${begin(one)}`)),
      ...all("*").flatMap((one) =>
        [...one.attributes]
          .filter((each) => ADDRESSES.includes(each.name.toLowerCase()))
          .filter((each) => !/^(#|mailto:|tel:|https:\/\/)/.test(each.value))
          .map((each) => `address: ${each.value.slice(0, 60)} in ${begin(one)}`)),
    ],

    policy: () => ({
      given: all("meta[http-equiv=content-security-policy i]").map((one) => one.content),
      // It counts for what stands behind it.
      late: [...document.head.children]
        .slice(0, [...document.head.children].findIndex((one) => /^content-sec/i.test(one.httpEquiv)))
        .filter((one) => one.localName !== "meta").map(begin),
      elsewhere: all("body meta").map(begin),
      encoding: document.characterSet,
    }),

    // How far the page scrolls sideways, and what stands out of the window and can't be scrolled to.
    wide: () => {
      const root = document.scrollingElement;
      const width = document.documentElement.clientWidth;
      const scroll = root.scrollWidth - width;
      return [
        ...(scroll > 0 ? [`the page is ${scroll} px wider than the window`] : []),
        ...all("body *")
          .filter((one) => shown(one) && !(one.ownerSVGElement))
          .filter((one) => one.getBoundingClientRect().right > width + 1)
          .filter((one) => !ancestors(one).some((each) => scrolls(each)))
          .filter((one) => !forReaders(one))
          .map((one) => `stands out: ${begin(one)}`).slice(0, 5),
      ];
    },

    // What is cut off within the page, where nobody can scroll to it.
    clipped: () =>
      all("body *")
        .filter((one) => one instanceof HTMLElement && shown(one) && !forReaders(one))
        .filter((one) => {
          const style = getComputedStyle(one);
          const wide = style.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
          const high = style.overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1;
          return style.display !== "inline" && (wide || high);
        })
        .map((one) => `cut off: ${begin(one)}`).slice(0, 5),

    // Text in drawings, which axe leaves to people: its colour on what lies behind it.
    faint: () =>
      all("svg text").filter((one) => shown(one) && one.textContent.trim()).flatMap((one) => {
        const svg = one.ownerSVGElement;
        const box = one.getBoundingClientRect();
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const below = all("rect, circle, ellipse, path, polygon", svg)
          .filter((each) => each.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)
          .filter((each) => {
            const at = each.getScreenCTM();
            return at && each.isPointInFill(new DOMPoint(x, y).matrixTransform(at.inverse()));
          })
          .reduce((so_far, each) => over(filled(each), so_far), behind(svg));
        const style = getComputedStyle(one);
        const scale = one.getScreenCTM()?.a || 1;
        const size = parseFloat(style.fontSize) * scale;
        const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        const found = contrast(over(filled(one), below), below);
        return found < (large ? 3 : 4.5) ? [`contrast ${found.toFixed(2)}: ${begin(one)}`] : [];
      }),

    // Both margins of a sheet together.
    margins: (usual) => {
      const rules = [...document.styleSheets].flatMap((one) => [...one.cssRules]);
      const inner = rules.flatMap((one) => one instanceof CSSMediaRule ? [...one.cssRules] : [one]);
      const page = inner.filter((one) => one instanceof CSSPageRule && !one.selectorText).at(-1);
      const width = (text) => {
        if (!text) return usual;
        const box = document.createElement("div");
        box.style.setProperty("width", text);  // not an attribute: no policy forbids it
        document.body.append(box);
        const found = box.getBoundingClientRect().width;
        box.remove();
        return found;
      };
      return Math.ceil(width(page?.style.marginLeft) + width(page?.style.marginRight));
    },

    clickable: () => all("a, button, input, area").length,
    click: (number) =>
      void all("a, button, input, area")[number]?.dispatchEvent(
        new MouseEvent("click", { bubbles: true, cancelable: true, view: window })),

    // Every row that is printed, as what its cells say.
    rows: () =>
      all("tr").filter((one) => shown(one) && !forReaders(one)).map((one) =>
        [...one.cells].filter((each) => shown(each) && !forReaders(each))
          .map((each) => each.innerText.trim()).filter(Boolean))
        .filter((one) => one.length),
  };
})()
