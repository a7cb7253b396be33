"""Who may a visitor of the demo be? The people of the sign-in page."""

from trust_send.demo.plan import Person, Persona

# Key, e-mail address, what the page says, role, trust.
TIDEWELL_PERSONAS = (
    ("asha", "asha.mistry@tidewell.example", "SENCO, Fernhollow", "senco"),
    ("grace", "grace.okoro@tidewell.example", "Class teacher, 4B", "teacher"),
    ("renata", "renata.nowak@tidewell.example", "Teaching assistant, on a phone", "ta"),
    ("ben", "ben.okafor@tidewell.example", "Headteacher, Fernhollow", "headteacher"),
    ("ruth", "ruth.callaghan@tidewell.example", "Safeguarding lead, Fernhollow", "dsl"),
    ("maryam", "maryam.siddiqui@tidewell.example", "Hub lead, twelve schools", "hublead"),
    ("cai", "cai.morgan@tidewell.example", "Trust SEND lead", "trustlead"),
    ("margaret", "margaret.adeyinka@tidewell.example", "Trustee: sees no names", "trustee"),
    ("helen", "helen.marsh@tidewell.example", "Governor: sees no names", "governor"),
    ("eve", "eve.hartley@families.example", "Noah’s mother, on a phone", "parent"),
    ("noah", "noah.hartley@families.example", "Pupil, 8, on a tablet", "pupil"),
    ("hannah", "hannah.lowe@therapy.example", "Speech therapist: sees Noah until July", "professional"),
    ("dee", "dee.farrow@tidewell.example", "Data manager", "data"),
)
MARLOW_PERSONAS = (
    ("tomasz", "tomasz.zielinski@marlowvale.example", "Trust SEND lead, Marlow Vale", "trustlead"),
    ("joanna", "joanna.pike@marlowvale.example", "SENCO in both trusts", "senco"),
)


def personas(people: dict[str, Person]) -> list[Persona]:
    """The people to choose from, in the order of the page."""
    found = []
    for trust, rows in (("tidewell", TIDEWELL_PERSONAS), ("marlow-vale", MARLOW_PERSONAS)):
        for key, email, blurb, role in rows:
            person = people[email]
            initials = person.given_name[0] + person.family_name[0]
            name = f"{person.given_name} {person.family_name}"
            found.append(Persona(key, initials, name, blurb, email, role, trust))
    return found
