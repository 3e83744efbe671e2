"""What a heading says in English, German, French, Italian, Spanish, Dutch, Portuguese or Polish."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 5
"""Words; what is longer is a question of a form, not a name."""
_NO_WORD = re.compile(r"[\W_]+")
_INNER_CAPITAL = re.compile(r"(?<=[a-ząćęłńóśźżäöüßéèà])(?=[A-Z])")
_UNFOLDED = str.maketrans({"ł": "l", "Ł": "L", "ß": "ss", "ø": "o", "Ø": "O"})


def words(heading: str) -> tuple[str, ...]:
    """Split a heading into words in small letters without accents: `AccountName` is two."""
    apart = _INNER_CAPITAL.sub(" ", heading).translate(_UNFOLDED)
    letters = (
        one for one in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(one)
    )
    text = _NO_WORD.sub(" ", "".join(letters).casefold()).strip()
    return tuple(text.replace("e mail", "email").split())


def _any(said: str) -> frozenset[str]:
    return frozenset(said.split())


_ASIDE = _any(
    "year month jahr monat annee mois anno mese ano mes jaar maand rok miesiac"
    " is has id ids nr no uid uuid guid number type typ types label labels count size domain"
    " website web url site www linkedin twitter facebook photo picture image fax telefax pager"
    " telex assistant industry branche secteur settore sector status stage score opt optout"
    " newsletter verified street strasse rue via calle straat rua ulica zip plz cap cep postal"
    " postcode country land pays paese pais kraj state region yomi phonetic by modified updated"
    " login visit source currency amount balance saldo revenue employees parent anniversary"
    " reminder zone timezone vat tax department abteilung manager spouse children gender hobby"
    " language file export"
)
"""Words that make a heading about something else than the word beside them."""

_LAST = _any(
    "last latest letzter letzte letztes letzten dernier derniere ultimo ultima laatste ostatni"
    " ostatnia ostatnie ostatniego"
)
_CONTACT = _any(
    "contact contacts contacted activity activities call touch touchpoint seen spoke spoken talked"
    " conversation meeting kontakt kontakts aktivitat aktivitaet gesprach activite contatto"
    " attivita contacto actividad contato atividade activiteit aktywnosc kontaktu interaction"
)
_GIVEN = _any("first given forename vorname prenom voornaam imie primeiro")
_FAMILY = _any(
    "last family surname nachname familienname cognome apellido apellidos achternaam sobrenome"
    " apelido ultimo nazwisko"
)
_NAME_IN_PARTS = _any("nome nombre nom")
"""A first name beside a family name (`nom` a family name beside `prénom`), else a whole one."""

_SAID_BY: dict[str, frozenset[str]] = {
    "last": _any("zuletzt"),
    "place": _any(
        "city town place location ort stadt wohnort ville citta localita comune ciudad poblacion"
        " localidad plaats woonplaats stad cidade miasto miejscowosc"
    ),
    "email": _any("email emails mail mails courriel correo posta poczta mailadresse emailadres"),
    "phone": _any(
        "phone phones telephone telephones tel telefon telefonnummer telefono telefoon"
        " telefoonnummer telefone telefonu telemovel mobile mobil mobilnummer mobiltelefon handy"
        " cell cellphone cellulare gsm portable movil celular komorka komorkowy mobiel rufnummer"
    ),
    "birthday": _any(
        "birthday birthdate birth born dob geboren geburtstag geburtsdatum naissance anniversaire"
        " compleanno nascita cumpleanos nacimiento verjaardag geboortedatum nascimento aniversario"
        " urodziny urodzin urodzenia"
    ),
    "owner": _any(
        "owner owned assigned assignee responsible rep salesperson betreuer betreuerin zustandig"
        " zustandiger besitzer proprietaire responsable responsabile proprietario propietario"
        " eigenaar responsavel opiekun wlasciciel"
    ),
    "since": _any(
        "since created creation seit erstellt angelegt depuis cree creato creazione dal creado"
        " creacion desde sinds aangemaakt criado criacao utworzono utworzenia"
    ),
    "role": _any(
        "role title position job funktion rolle poste fonction titre ruolo qualifica mansione"
        " cargo puesto funcion functie rol funcao stanowisko"
    ),
    "tags": _any(
        "tag tags category categories group groups label labels segment kategorie kategorien"
        " gruppe gruppen schlagworter categorie categoria categorias groupe groupes etiquette"
        " etiquettes gruppo gruppi etichetta etichette etiqueta etiquetas grupo grupos groep"
        " groepen grupa grupy kategoria kategorie etykiety"
    ),
    "note": _any(
        "note notes comment comments remark remarks description beschreibung notiz notizen"
        " bemerkung bemerkungen anmerkung anmerkungen kommentar remarque remarques commentaire"
        " commentaires osservazioni commenti nota notas comentario comentarios observaciones"
        " notitie notities opmerking opmerkingen opis observacoes notatka notatki uwagi"
    ),
}
_PERSON = _any(
    "person contact ansprechpartner ansprechpartnerin kontakt kontaktperson interlocuteur"
    " referente contatto contacto contactpersoon contato osoba kontaktowa"
)
_COMPANY = _any(
    "company companies account organisation organization firm business client customer employer"
    " firma unternehmen kunde kundin kundenname firmenname organisme societe entreprise azienda"
    " societa ditta cliente empresa compania organizacion bedrijf bedrijfsnaam organisatie klant"
    " organizacao organizacja przedsiebiorstwo denominazione ragione raison razon razao klient"
    " klienta firmy impresa organizzazione unternehmensname arbeitgeber employeur empleador"
    " empregador werkgever pracodawca spolka companhia accountname companyname"
)
_WHOLE_NAME = _any("name full display naam nazwa who wer qui chi quien quem kto")
_ACCOUNT_MANAGER = _any("account manager")
_NUMBER = _any("number nr no numer numero")
_BESIDE_A_PART = _any("name nome nom de contact person kontakt required")

_OF_TOUCHPOINTS: dict[str, frozenset[str]] = {
    "minutes": _any(
        "minutes minuten minuti minutos minuty duration dauer duree durata duracion duur duracao"
    ),
    "at": _any("time uhrzeit zeit heure ora hora tijd godzina"),
    "on": _any("on when day tag date datum data fecha jour giorno dia dzien"),
    "channel": _any("channel medium type kind art kanal canal canale kanaal kanaal tipo typ"),
    "direction": _any("direction richtung direzione direccion richting direcao kierunek"),
    "note": _SAID_BY["note"]
    | _any("subject summary betreff sujet objet oggetto asunto onderwerp assunto temat"),
}


def meaning(heading: str) -> str | None:
    """Tell which of our columns of a client a heading may stand for.

    Returns:
        Besides our columns `first` and `family`, which make a contact together, `part`, which is
        one of these or a whole name, and `whole`, the name of whoever the row is about; None where
        it can't be told.
    """
    said = frozenset(words(heading))
    if not said or len(said) > _LONGEST:
        return None
    if said & _LAST and said & _CONTACT and "name" not in said:
        return "last"
    for part, of_it in (("family", _FAMILY), ("first", _GIVEN)):
        if said & of_it and said <= of_it | _BESIDE_A_PART:
            return part
    if said >= _ACCOUNT_MANAGER or "owned" in said:
        return "owner"
    by_number = said & _SAID_BY["phone"] and said & _NUMBER
    if said & _LAST or said & (_ASIDE - _NUMBER if by_number else _ASIDE):
        return None
    if column := next((one for one, of_it in _SAID_BY.items() if said & of_it), None):
        return column
    if said & _PERSON:
        return "contact"
    if said & _COMPANY:
        return "name"
    if said <= _NAME_IN_PARTS:
        return "part"
    return "whole" if said <= _WHOLE_NAME else None


def meaning_of_touchpoint(heading: str) -> str | None:
    """Tell which of our columns of a touchpoint a heading may stand for; who it is, is a name.

    Returns:
        Besides our columns `at`, the time of day, which stands behind the day.
    """
    said = frozenset(words(heading))
    return next((one for one, of_it in _OF_TOUCHPOINTS.items() if said & of_it), None)
