"""``pulse template``: the words of the drafts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from clientpulse import letters, output, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session, session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import DryRun
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.commands.editing import deleted
from clientpulse.errors import InputError, NotFoundError
from clientpulse.letters.kinds import KINDS
from clientpulse.quoting import shell_word

app = group(
    """See and change the wording of your drafts.

    \b
    Examples:
      pulse template list
      pulse template edit update
      pulse template edit update --lang it
    """,
)

Kind = Annotated[
    str,
    typer.Argument(
        metavar="KIND",
        help="The kind of draft: update, chase ...",
        autocompletion=lambda: list(KINDS),
        show_default=False,
    ),
]
Language = Annotated[
    str | None,
    typer.Option("--lang", metavar="LANGUAGE", help="Which language: it, de-AT; default: English."),
]
Html = Annotated[
    bool, typer.Option("--html", help="The one in HTML, which goes along with the text.")
]


@reading(app, "list")
def list_templates(work: Session) -> Shown[Any]:
    """List the kinds of drafts, their languages, and the names a template may use.

    \b
    Examples:
      pulse template list
      pulse template list --json
    """
    return Shown(
        output.screens.templates.SCREEN,
        services.drafting.templates.in_use(work.today, work.templates_folder),
    )


@app.command(cls=PulseCommand)
def path(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help="The kind of draft; without one the folder of your own templates.",
            autocompletion=lambda: list(KINDS),
            show_default=False,
        ),
    ] = None,
    language: Language = None,
    html: Html = False,
) -> None:
    """Show which file a draft is made from, or where your own templates are.

    \b
    Examples:
      pulse template path
      pulse template path update --lang it
      pulse template path update --html
    """
    folder = session(ctx).templates_folder
    if kind is None:
        if language is not None or html:
            raise InputError(
                f"{'--html' if html else 'a language'} alone doesn't name a template",
                "name the kind: update --lang it",
            )
        found = folder
    else:
        kind = letters.finding.checked_kind(kind)
        wanted = letters.finding.checked_language(language)
        used = letters.finding.find(kind, wanted, folder)
        if html and used.html is None:
            lang = shell_word(wanted or letters.finding.ENGLISH, "LANG")
            raise NotFoundError(
                f"{kind} goes as text alone",
                f"add HTML: pulse template edit {shell_word(kind)} --lang {lang} --html",
            )
        found = used.html if html and used.html else used.path
    typer.echo(output.safe.one_line(str(found)))


@app.command(cls=PulseCommand)
def edit(ctx: typer.Context, kind: Kind, language: Language = None, html: Html = False) -> None:
    """Change a template of your own in your editor, starting from the one in use.

    \b
    Examples:
      pulse template edit update
      pulse template edit chase --lang it
      pulse template edit update --html

    What you save is tried on made-up letters first: with a mistake in it, nothing changes, and
    what you typed is kept for the next try. To go back to the one that comes with clientpulse:
    pulse template delete.
    """
    work = session(ctx)
    kind, wanted = letters.finding.checked_kind(kind), letters.finding.checked_language(language)
    folder = work.templates_folder
    # Who keeps the file elsewhere and links to it wants the link kept.
    file = Path(os.path.realpath(letters.finding.own_path(kind, wanted, folder, html=html)))
    if work.options.no_input:
        raise InputError("there is nobody to edit it", f"edit the file yourself: {file}")
    draft = file.with_name(f"{file.name}.draft")
    try:
        kept = letters.finding.read(draft) if draft.exists() else None
    except OSError as error:
        raise InputError(
            f"the folder of your templates can't be read ({error.strerror}): {folder}",
            "check the folder's permissions",
        ) from None
    drafting = services.drafting.templates
    before = kept or drafting.text_of(kind, wanted, folder, html=html)
    edited = frame.editor.edit_text(before, ".j2")
    if edited is None and kept is None:
        typer.echo("Nothing was changed.")
        return
    text = edited or before
    frame.editor.save_draft(draft, text, ".j2", "the template", work.drafts_folder)
    try:
        drafting.try_out(kind, wanted or letters.finding.ENGLISH, text, draft, html=html)
    except InputError as error:
        raise InputError(
            error.message,
            f"{error.hint}. Drafts are made as before; what you typed is kept there:"
            " the same command continues with it",
        ) from error
    draft.replace(file)
    typer.echo(f"Saved: {output.safe.one_line(str(file))}")


@writing(app)
def delete(
    work: Session,
    kind: Kind,
    language: Language = None,
    html: Html = False,
    dry_run: DryRun = False,
) -> Answer:
    """Delete a template of your own: drafts are made from the one that comes with clientpulse.

    \b
    Examples:
      pulse template delete update
      pulse template delete update --lang it
      pulse template delete update --html

    The file is kept beside the others under another name, since 'pulse undo' knows the store alone.
    """
    finding = letters.finding
    kind, wanted = finding.checked_kind(kind), finding.checked_language(language)
    folder = work.templates_folder
    file = finding.own_path(kind, wanted, folder, html=html)
    aside = finding.put_aside(kind, wanted, folder, html=html, dry_run=dry_run)
    shown = {"kind": kind, "language": wanted or finding.ENGLISH, "path": str(file)}
    kept = f"{'It would be' if dry_run else 'It is'} kept as {aside.name}"
    lines = [f"{kept}; rename it to {file.name} to bring it back."]
    return deleted({"template": {**shown, "kept": str(aside)}}, [str(file)], lines, dry_run=dry_run)
