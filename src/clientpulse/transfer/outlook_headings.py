"""What Outlook calls the columns of its contacts in each of its languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """Outlook's headings in a language. Where there were several over the years, `|` parts them.

    Attributes:
        emails: Of the first, the second and the third address.
        shown: Of the name that goes with each of these.
        business, home, other: Of an address: street, postal code, city, state, country.
        whole: Of the whole name of a person.
        repeats: Of what is filled in every row, whether somebody chose it or not, or says nothing
            that others don't.
    """

    variant: str
    prefix: str
    first: str
    middle: str
    last: str
    suffix: str
    company: str
    role: str
    birthday: str
    note: str
    tags: str
    emails: tuple[str, str, str]
    shown: tuple[str, str, str]
    main_phone: str
    work_phone: str
    company_phone: str
    mobile_phone: str
    home_phone: str
    car_phone: str
    other_phone: str
    business: tuple[str, str, str, str, str]
    home: tuple[str, str, str, str, str]
    other: tuple[str, str, str, str, str]
    repeats: str
    nickname: str = ""
    whole: str = ""


LANGUAGES = (
    Language(
        variant="",
        prefix="title",
        first="first name",
        middle="middle name",
        last="last name",
        suffix="suffix",
        nickname="nickname",
        whole="name | full name",  # of Windows Live Mail
        company="company",
        role="job title",
        birthday="birthday",
        note="notes",
        tags="categories",
        emails=("e-mail address | email address", "e-mail 2 address | email 2 address",
                "e-mail 3 address | email 3 address"),
        shown=("e-mail display name | email display name",
               "e-mail 2 display name | email 2 display name",
               "e-mail 3 display name | email 3 display name"),
        main_phone="primary phone",
        work_phone="business phone | business phone 2",
        company_phone="company main phone",
        mobile_phone="mobile phone",
        home_phone="home phone | home phone 2",
        car_phone="car phone",
        other_phone="other phone",
        business=("business street | business street 2 | business street 3",
                  "business postal code", "business city", "business state",
                  "business country/region | business country"),
        home=("home street | home street 2 | home street 3", "home postal code", "home city",
              "home state", "home country/region | home country"),
        other=("other street | other street 2 | other street 3", "other postal code",
               "other city", "other state", "other country/region | other country"),
        repeats="gender | priority | private | sensitivity | initials | e-mail type"
        " | e-mail 2 type | e-mail 3 type | given yomi | surname yomi | company yomi"
        " | given name yomi | family name yomi",
    ),
    Language(
        variant="in German",
        prefix="anrede",
        first="vorname",
        middle="weitere vornamen",
        last="nachname",
        suffix="suffix",
        company="firma",
        role="position",
        birthday="geburtstag",
        note="notizen",
        tags="kategorien",
        emails=("e-mail-adresse", "e-mail 2: adresse", "e-mail 3: adresse"),
        shown=("e-mail: angezeigter name", "e-mail 2: angezeigter name",
               "e-mail 3: angezeigter name"),
        main_phone="haupttelefon",
        work_phone="telefon geschäftlich | telefon geschäftlich 2 | telefon (geschäftlich)",
        company_phone="telefon firma",
        mobile_phone="mobiltelefon | mobiltelefon 2",
        home_phone="telefon privat | telefon privat 2 | telefon (privat) | telefon (privat 2)",
        car_phone="autotelefon",
        other_phone="weiteres telefon",
        business=("straße geschäftlich | straße geschäftlich 2 | straße geschäftlich 3",
                  "postleitzahl geschäftlich", "ort geschäftlich", "region geschäftlich",
                  "land/region geschäftlich | land geschäftlich"),
        home=("straße privat | straße privat 2 | straße privat 3", "postleitzahl privat",
              "ort privat", "bundesland/kanton privat | region privat",
              "land/region privat | land privat"),
        other=("weitere straße | weitere straße 2 | weitere straße 3", "weitere postleitzahl",
               "weiterer ort", "weiteres/r bundesland/kanton", "weiteres/e land/region"),
        repeats="geschlecht | priorität | privat | vertraulichkeit | initialen | e-mail-typ"
        " | e-mail 2: typ | e-mail 3: typ",
    ),
    Language(
        variant="in French",
        # The heading of the title and that of the job are the same word.
        prefix="titre@1",
        first="prénom",
        middle="deuxième prénom",
        last="nom",
        suffix="suffixe",
        company="société",
        role="titre@2 | fonction",
        birthday="anniversaire",
        note="notes",
        tags="catégories",
        emails=("adresse de messagerie | adresse e-mail",
                "adresse de messagerie 2 | adresse e-mail 2",
                "adresse de messagerie 3 | adresse e-mail 3"),
        shown=("nom complet de l'adresse de messagerie",
               "nom complet de l'adresse de messagerie 2",
               "nom complet de l'adresse de messagerie 3"),
        main_phone="téléphone principal",
        work_phone="téléphone (bureau) | téléphone 2 (bureau)",
        company_phone="téléphone société",
        mobile_phone="tél. mobile",
        home_phone="téléphone (domicile) | téléphone 2 (domicile)",
        car_phone="téléphone (voiture)",
        other_phone="téléphone (autre)",
        business=("rue (bureau) | rue (bureau) 2 | rue (bureau) 3", "code postal (bureau)",
                  "ville (bureau)", "dép/région (bureau)", "pays/région (bureau)"),
        home=("rue (domicile) | rue (domicile) 2 | rue (domicile) 3", "code postal (domicile)",
              "ville (domicile)", "dép/région (domicile)", "pays/région (domicile)"),
        other=("rue (autre) | rue (autre) 2 | rue (autre) 3", "code postal (autre)",
               "ville (autre)", "dép/région (autre)", "pays/région (autre)"),
        repeats="sexe | priorité | privé | critère de diffusion | initiales"
        " | type de messagerie | type de messagerie 2 | type de messagerie 3",
    ),
    Language(
        variant="in Italian",
        prefix="titolo",
        first="nome",
        middle="secondo nome",
        last="cognome",
        suffix="titolo straniero",
        company="società",
        role="posizione",
        birthday="compleanno",
        note="notes | note",
        tags="categorie",
        emails=("indirizzo posta elettronica | indirizzo di posta elettronica | indirizzo e-mail",
                "indirizzo posta elettronica 2 | indirizzo di posta elettronica 2",
                "indirizzo posta elettronica 3 | indirizzo di posta elettronica 3"),
        shown=("nome visualizzato posta elettronica", "nome visualizzato posta elettronica 2",
               "nome visualizzato posta elettronica 3"),
        main_phone="telefono principale",
        work_phone="ufficio | ufficio 2 | telefono (uff.)",
        company_phone="telefono principale società",
        mobile_phone="cellulare",
        home_phone="abitazione | abitazione 2 | telefono (ab.)",
        car_phone="telefono auto",
        other_phone="altro telefono",
        business=("via (uff.) | via (uff.) 2 | via (uff.) 3", "cap (uff.)", "città (uff.)",
                  "provincia (uff.)", "paese (uff.)"),
        home=("via (ab.) | via (ab.) 2 | via (ab.) 3", "cap (ab.)", "città (ab.)",
              "provincia (ab.)", "paese (ab.)"),
        other=("altra via | altra via 2 | altra via 3", "altro cap", "altra città",
               "altra provincia", "altro paese"),
        repeats="sesso | priorità | privato | riservatezza | iniziali | tipo posta elettronica"
        " | tipo posta elettronica 2 | tipo posta elettronica 3",
    ),
    Language(
        # Outlook leaves many headings in English there.
        variant="in Spanish",
        prefix="title | tratamiento | título",
        first="nombre",
        middle="segundo nombre",
        last="apellidos | apellido",
        suffix="suffix | sufijo",
        company="organización | compañía",
        role="puesto | cargo",
        birthday="birthday | cumpleaños",
        note="notes | notas",
        tags="categorías",
        emails=("e-mail address | dirección de correo electrónico",
                "dirección de correo electrónico 2 | dirección del correo electrónico 2",
                "dirección de correo electrónico 3 | dirección del correo electrónico 3"),
        shown=("nombre de pantalla de correo electrónico",
               "nombre de pantalla de correo electrónico 2",
               "nombre de pantalla de correo electrónico 3"),
        main_phone="teléfono principal",
        work_phone="teléfono del trabajo | business phone 2 | teléfono del trabajo 2",
        company_phone="número de centralita de la organización",
        mobile_phone="mobile phone | teléfono móvil | móvil",
        home_phone="particular | home phone 2 | particular 2",
        car_phone="car phone | teléfono del automóvil",
        other_phone="otro teléfono",
        business=("calle del trabajo | calle del trabajo 2 | calle del trabajo 3",
                  "código postal del trabajo", "ciudad de trabajo | ciudad del trabajo",
                  "provincia o estado de trabajo | provincia o estado del trabajo",
                  "país o región del trabajo"),
        home=("home street | home street 2 | home street 3", "home postal code", "home city",
              "home state", "país o región del domicilio"),
        other=("otra calle | otra calle 2 | otra calle 3", "otro código postal", "otra ciudad",
               "otra provincia o estado", "otro país o región"),
        repeats="género | prioridad | privado | private | confidencialidad | initials"
        " | iniciales | e-mail type | tipo de correo electrónico 2 | tipo de correo electrónico 3",
    ),
    Language(
        variant="in Dutch",
        prefix="titel",
        first="voornaam",
        middle="middelste naam",
        last="achternaam",
        suffix="achtervoegsel",
        company="bedrijf",
        role="functie",
        birthday="verjaardag",
        note="notities",
        tags="categorieën",
        emails=("e-mailadres", "e-mailadres 2", "e-mailadres 3"),
        shown=("weergavenaam voor e-mail", "e-mail, weergegeven naam 2",
               "e-mail, weergegeven naam 3"),
        main_phone="hoofdtelefoon",
        work_phone="telefoon op werk | telefoon op werk 2",
        company_phone="hoofdtelefoon bedrijf",
        mobile_phone="mobiele telefoon",
        home_phone="telefoon thuis | telefoon thuis 2",
        car_phone="autotelefoon",
        other_phone="andere telefoon",
        business=("werkadres, straat | werkadres 2, straat | werkadres 3, straat",
                  "werkadres, postcode", "werkadres, plaats", "werkadres, provincie",
                  "land/regio (werk)"),
        home=("huisadres, straat | huisadres, straat 2 | huisadres, straat 3",
              "huisadres, postcode", "huisadres, plaats", "huisadres, provincie",
              "land/regio (thuis)"),
        other=("ander adres, straat | ander adres, straat 2 | ander adres, straat 3",
               "ander adres, postcode", "ander adres, plaats", "ander adres, provincie",
               "land/regio (anders)"),
        repeats="geslacht | prioriteit | privé | gevoeligheid | initialen | e-mailtype"
        " | e-mailtype 2 | e-mailtype 3",
    ),
    Language(
        variant="in Portuguese",
        prefix="título",
        first="primeiro nome",
        middle="outros nomes/apelidos",
        last="apelido",
        suffix="sufixo",
        company="empresa",
        role="cargo",
        birthday="data de nascimento",
        note="notas",
        tags="categorias",
        emails=("endereço de correio electrónico | endereço de correio eletrónico",
                "endereço do correio electrónico 2 | endereço de correio eletrónico 2",
                "endereço do correio electrónico 3 | endereço de correio eletrónico 3"),
        shown=("nome a apresentar para o correio electrónico",
               "nome a apresentar para o correio electrónico 2",
               "nome a apresentar para o correio electrónico 3"),
        main_phone="telefone principal",
        work_phone="telefone da empresa | 2º telefone da empresa",
        company_phone="telefone principal da empresa",
        mobile_phone="telemóvel",
        home_phone="telefone da residência | 2º telefone da residência",
        car_phone="telefone do carro",
        other_phone="outro telefone",
        business=("rua da empresa | rua da empresa 2 | rua da empresa 3",
                  "código postal da empresa", "localidade da empresa", "distrito da empresa",
                  "país/região da empresa"),
        home=("rua da residência | rua da residência (2) | rua da residência (3)",
              "código postal da residência", "localidade da residência",
              "distrito da residência", "país da residência/região"),
        other=("rua do outro endereço | rua do outro endereço 2 | rua do outro endereço 3",
               "código postal do outro endereço", "localidade do outro endereço",
               "distrito do outro endereço", "outro país/região"),
        repeats="sexo | prioridade | privado | particular | confidencialidade | iniciais"
        " | tipo de correio electrónico | tipo de correio electrónico 2"
        " | tipo de correio electrónico 3",
    ),
    Language(
        # Outlook leaves some headings in English there.
        variant="in Brazilian Portuguese",
        prefix="tratamento",
        first="primeiro nome | nome",
        middle="segundo nome",
        last="sobrenome",
        suffix="sufixo",
        company="empresa",
        role="cargo",
        birthday="birthday | aniversário | data de nascimento",
        note="anotações | notas",
        tags="categorias",
        emails=("e-mail address | endereço de email | endereço de e-mail",
                "endereço de email 2 | endereço de e-mail 2",
                "endereço de email 3 | endereço de e-mail 3"),
        shown=("nome para exibição do email", "nome para exibição do email 2",
               "nome para exibição do email 3"),
        main_phone="telefone principal",
        work_phone="telefone comercial | telefone comercial 2",
        company_phone="telefone principal da empresa",
        mobile_phone="telefone celular | celular",
        home_phone="telefone residencial | telefone residencial 2",
        car_phone="telefone do carro",
        other_phone="outro telefone",
        business=("business street | rua do endereço comercial | rua do endereço comercial 2"
                  " | rua do endereço comercial 3", "business postal code", "business city",
                  "business state", "país/região da empresa"),
        home=("endereço residencial | endereço residencial 2 | endereço residencial 3",
              "cep do endereço residencial", "cidade do endereço residencial", "estado",
              "país/região de residência"),
        other=("outro endereço | outro endereço 2 | outro endereço 3", "cep", "cidade",
               "outro estado", "outro país/região"),
        repeats="sexo | prioridade | particular | private | sensibilidade | iniciais"
        " | tipo de email | tipo de email 2 | tipo de email 3",
    ),
    Language(
        variant="in Polish",
        prefix="tytuł",
        first="imię",
        middle="drugie imię",
        last="nazwisko",
        suffix="sufiks",
        nickname="przydomek",
        company="firma",
        role="stanowisko",
        birthday="urodziny",
        note="notatki",
        tags="kategorie",
        emails=("adres e-mail", "adres e-mail 2", "adres e-mail 3"),
        shown=("wyświetlana nazwa e-mail", "wyświetlana nazwa e-mail 2",
               "wyświetlana nazwa e-mail 3"),
        main_phone="telefon podstawowy | telefon główny",
        work_phone="telefon służbowy | telefon służbowy 2",
        company_phone="główny telefon do firmy",
        mobile_phone="telefon komórkowy",
        home_phone="telefon domowy | telefon domowy 2",
        car_phone="telefon w samochodzie",
        other_phone="inny telefon",
        business=("adres służbowy - ulica | adres służbowy - ulica 2 | adres służbowy - ulica 3"
                  " | ulica (biuro)", "adres służbowy - kod pocztowy | kod pocztowy (biuro)",
                  "adres służbowy - miejscowość | miasto (biuro)",
                  "adres służbowy - województwo | województwo (biuro)",
                  "adres służbowy - kraj/region | kraj/region (biuro)"),
        home=("adres domowy - ulica | adres domowy - ulica (2) | adres domowy - ulica (3)"
              " | ulica (dom)", "adres domowy - kod pocztowy | kod pocztowy (dom)",
              "adres domowy - miejscowość | miasto (dom)",
              "adres domowy - województwo | województwo (dom)",
              "adres domowy - kraj/region | kraj/region (dom)"),
        other=("inny adres - ulica | inny adres - ulica 2 | inny adres - ulica 3",
               "inny adres - kod pocztowy", "inny adres - miejscowość",
               "inny adres - województwo", "inny adres - kraj/region"),
        repeats="płeć | priorytet | prywatne | charakter | inicjały | typ poczty e-mail"
        " | rodzaj e-mail 2 | rodzaj e-mail 3",
    ),
)  # fmt: skip
