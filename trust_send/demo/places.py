"""Where does the world take place? Two trusts, their hubs and the names of their schools, all made up.

The local authorities are real, because a school must be in one; the schools, their URNs and DfE numbers are not.
"""

from dataclasses import dataclass

CORNWALL = ("908", "Cornwall")
PLYMOUTH = ("879", "Plymouth")
DEVON = ("878", "Devon")
OXFORDSHIRE = ("931", "Oxfordshire")
BUCKINGHAMSHIRE = ("825", "Buckinghamshire")

FIRST_MADE_UP_URN = 190101  # real ones are far below
FIRST_ESTABLISHMENT = {"primary": 2901, "infant": 2901, "junior": 2901, "secondary": 4961, "special": 7981}


@dataclass(frozen=True, slots=True)
class Place:
    """A school by name, kind, hub, and its size where that is not drawn."""

    key: str
    name: str
    kind: str
    hub: str | None
    size: int | None = None
    sen_support: int | None = None
    ehc_plan: int | None = None


@dataclass(frozen=True, slots=True)
class HubPlace:
    """A hub and the authority it works with."""

    key: str
    name: str
    authority: tuple[str, str]


@dataclass(frozen=True, slots=True)
class TrustPlace:
    """A trust: its look, its e-mail domain, its hubs and schools, and how many pupils they have together."""

    key: str
    name: str
    slug: str
    domain: str
    colours: tuple[str, str, str]
    hubs: tuple[HubPlace, ...]
    schools: tuple[Place, ...]
    pupils: int
    authority: tuple[str, str]


FERNHOLLOW = "fernhollow"
BRACKENBY = "brackenby"
PENHALLOW = "penhallow"
COMPASS_HOUSE = "compass-house"

TIDEWELL = TrustPlace(
    key="tidewell",
    name="Tidewell Learning Trust",
    slug="tidewell",
    domain="tidewell.example",
    colours=("#114b5f", "#0b3443", "#e3eef1"),
    hubs=(
        HubPlace("estuary", "Estuary hub", CORNWALL),
        HubPlace("harbour", "Harbour hub", PLYMOUTH),
        HubPlace("moorland", "Moorland hub", DEVON),
    ),
    pupils=7300,
    authority=CORNWALL,
    schools=(
        # Fernhollow and Brackenby are the schools of the guide and the samples: their numbers are fixed.
        Place(FERNHOLLOW, "Fernhollow Primary School", "primary", "estuary", 418, 49, 12),
        Place(BRACKENBY, "Brackenby Primary School", "primary", "estuary", 203, 34, 6),
        Place(PENHALLOW, "Penhallow Academy", "secondary", "estuary", 1500),
        Place("tern-sands", "Tern Sands Infant School", "infant", "estuary", 176),
        Place("millrace", "Millrace Junior School", "junior", "estuary", 236),
        Place("st-wennas", "St Wenna’s Catholic Primary School", "primary", "estuary", 209),
        Place("saltern-cove", "Saltern Cove Primary School", "primary", "estuary", 62),
        Place("gullrock-head", "Gullrock Head Primary School", "primary", "estuary", 58),
        Place("trevanny", "Trevanny Primary School", "primary", "estuary"),
        Place("wheal-amber", "Wheal Amber Primary School", "primary", "estuary"),
        Place("lanteague", "Lanteague Primary School", "primary", "estuary"),
        Place("carrowmere", "Carrowmere Primary School", "primary", "estuary"),
        Place("skylark-rise", "Skylark Rise Primary School", "primary", "harbour", 352),
        Place("harbour-view", "Harbour View Infant School", "infant", "harbour", 204),
        Place("kingsreach", "Kingsreach Academy", "secondary", "harbour", 648),
        Place(COMPASS_HOUSE, "Compass House School", "special", "harbour", 108),
        Place("ropewalk-lane", "Ropewalk Lane Primary School", "primary", "harbour"),
        Place("lanternfield", "Lanternfield Primary School", "primary", "harbour"),
        Place("signal-steps", "Signal Steps Primary School", "primary", "harbour"),
        Place("copperquay", "Copperquay Primary School", "primary", "harbour"),
        Place("st-elwyns", "St Elwyn’s Catholic Primary School", "primary", "harbour"),
        Place("breakwater-green", "Breakwater Green Primary School", "primary", "harbour"),
        Place("tidemill-row", "Tidemill Row Primary School", "primary", "harbour"),
        Place("anchorfold", "Anchorfold Primary School", "primary", "harbour"),
        Place("larkcombe", "Larkcombe Primary School", "primary", "moorland"),
        Place("hollowcleave", "Hollowcleave Primary School", "primary", "moorland"),
        Place("gorsebrook-moor", "Gorsebrook Moor Primary School", "primary", "moorland"),
        Place("kestrel-tor", "Kestrel Tor Primary School", "primary", "moorland"),
        Place("foxwell-cross", "Foxwell Cross Primary School", "primary", "moorland"),
        Place("merrowdown", "Merrowdown Primary School", "primary", "moorland"),
        Place("thistlebeam", "Thistlebeam Primary School", "primary", "moorland"),
        Place("silverleat", "Silverleat Primary School", "primary", "moorland"),
        Place("otterly-bridge", "Otterly Bridge Primary School", "primary", "moorland"),
        Place("dunnacleave", "Dunnacleave Primary School", "primary", "moorland"),
        Place("wrenmarsh", "Wrenmarsh Primary School", "primary", "moorland"),
        Place("ashenholt", "Ashenholt Church of England Primary School", "primary", "moorland"),
    ),
)

MARLOW_VALE = TrustPlace(
    key="marlow-vale",
    name="Marlow Vale Schools Trust",
    slug="marlow-vale",
    domain="marlowvale.example",
    colours=("#5a2a6b", "#3d1c4a", "#f0e6f4"),
    hubs=(HubPlace("vale", "Vale hub", OXFORDSHIRE),),
    pupils=305,
    authority=OXFORDSHIRE,
    schools=(
        Place("osierfield", "Osierfield Primary School", "primary", "vale", 152),
        Place("weirhythe", "Weirhythe Primary School", "primary", "vale", 94),
        Place("chalkpit-end", "Chalkpit End Primary School", "primary", "vale", 59),
    ),
)

TRUSTS = (TIDEWELL, MARLOW_VALE)
AGES = {"primary": (4, 11), "infant": (4, 7), "junior": (7, 11), "secondary": (11, 16), "special": (4, 19)}
PHASES = {"primary": "PS", "infant": "PS", "junior": "PS", "secondary": "SS", "special": "SP"}

# Two small schools that share one SENCO.
SHARED_SENCO_SCHOOLS = ("saltern-cove", "gullrock-head")
