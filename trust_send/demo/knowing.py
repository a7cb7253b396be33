"""Diagnoses that families have told schools of, and how some families want needs named."""

from datetime import date, timedelta

from trust_send.demo.childhood import Diagnosis, FamilyWords
from trust_send.demo.draws import stream
from trust_send.demo.places import FERNHOLLOW
from trust_send.demo.plan import Trust

# By primary need: what is often found beside it, and by whom. Most children with a need have no diagnosis.
OFTEN = {
    "ASD": (("Autism", "Community paediatrician"),),
    "SLCN": (
        ("Developmental language disorder (DLD)", "Speech and language therapist"),
        ("Speech sound disorder", "Speech and language therapist"),
    ),
    "SPLD": (("Dyslexia", "Specialist assessor"), ("Dyscalculia", "Specialist assessor")),
    "SEMH": (("Attention deficit hyperactivity disorder (ADHD)", "Child and adolescent mental health service"),),
    "HI": (("Hearing loss", "Audiology clinic"),),
    "VI": (("Vision impairment", "Eye clinic"),),
    "PD": (("Cerebral palsy", "Community paediatrician"),),
    "DS": (("Down syndrome", "Hospital"),),
}
HAVE_ONE = 0.35
HOW_WE_KNOW = ("Letter seen, copy in the child’s file", "Report of the service", "Told by the family, letter to come")
# The child of the guide: his family's own words.
NOAH = ("Noah", "Hartley")
NOAHS_WORDS = ("Words take me longer. I need time to say it.", "Slow, behind", "Noah and Eve Hartley")
WORDS = (
    ("Autistic", "With autism, suffers from", "the family"),
    ("Needs calm and a plan", "Naughty, challenging", "the mother"),
    ("Thinks in pictures", "Low ability", "the father"),
)


def add_knowing(trust: Trust, *, on: date, seed: int) -> None:
    """A diagnosis for some of those with a need that often has one; words for a few families of Fernhollow."""
    rng = stream(seed, trust.key, "knowing")
    sencos = {post.school: post.person for post in trust.posts if post.role == "senco" and post.ends_on is None}
    here = {pupil.key: pupil for pupil in trust.pupils if not pupil.left_on and pupil.joined_on <= on}
    named = 0
    for need in trust.needs:
        if need.rank != 1 or need.ends_on is not None or need.pupil not in here:
            continue
        pupil = here[need.pupil]
        if need.need_type in OFTEN and pupil.school in sencos and rng.random() < HAVE_ONE:
            name, by = rng.choice(OFTEN[need.need_type])
            noted_on = need.starts_on + timedelta(days=rng.randint(0, max(0, (on - need.starts_on).days)))
            found_on = noted_on - timedelta(days=rng.randint(20, 500))
            trust.diagnoses.append(
                Diagnosis(pupil.key, name, by, found_on, rng.choice(HOW_WE_KNOW), sencos[pupil.school], noted_on)
            )
        if pupil.school == FERNHOLLOW and (pupil.forename, pupil.surname) == NOAH:
            trust.family_words.append(FamilyWords(pupil.key, *NOAHS_WORDS, on - timedelta(days=40)))
        elif pupil.school == FERNHOLLOW and named < len(WORDS) and rng.random() < 0.1:
            trust.family_words.append(FamilyWords(pupil.key, *WORDS[named], on - timedelta(days=rng.randint(30, 200))))
            named += 1
