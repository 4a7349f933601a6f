"""The sample company's people and places: reps, and customers that sell garden supplies."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True, kw_only=True)
class Rep:
    """Someone who signs in."""

    number: str
    login: str
    title: str
    territory: str = ""
    quota: str = ""
    role: str = "rep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A town with the start of its postal codes and its telephone area."""

    city: str
    state: str
    zip_start: str
    area: str
    country: str = "US"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A customer as it is made up, before terms and orders."""

    number: str
    name: str
    rep: Rep
    place: Place
    contact: str
    phone: str
    email: str
    street: str
    postal_code: str


TERRITORIES = {
    "Northwest": ("US", "West"),
    "Mountain": ("US", "West"),
    "Lakes": ("US", "Central"),
    "Plains": ("US", "Central"),
    "Northeast": ("US", "East"),
    "Southeast": ("US", "East"),
}

REPS = (
    Rep(number="1", login="head", title="Head of Sales", role="admin"),
    Rep(number="2", login="anna", title="Sales Rep", territory="Northwest", quota="240000.00"),
    Rep(number="3", login="ben", title="Sales Rep", territory="Mountain", quota="200000.00"),
    Rep(number="4", login="carla", title="Sales Rep", territory="Lakes", quota="260000.00"),
    Rep(number="5", login="daniel", title="Sales Rep", territory="Plains", quota="180000.00"),
    Rep(number="6", login="elif", title="Sales Rep", territory="Northeast", quota="260000.00"),
    Rep(number="7", login="franz", title="Sales Rep", territory="Southeast", quota="220000.00"),
)

PLACES = {
    "Northwest": (
        Place(city="Portland", state="OR", zip_start="972", area="503"),
        Place(city="Eugene", state="OR", zip_start="974", area="541"),
        Place(city="Salem", state="OR", zip_start="973", area="503"),
        Place(city="Olympia", state="WA", zip_start="985", area="360"),
        Place(city="Spokane", state="WA", zip_start="992", area="509"),
        Place(city="Bellingham", state="WA", zip_start="982", area="360"),
        Place(city="Boise", state="ID", zip_start="837", area="208"),
    ),
    "Mountain": (
        Place(city="Denver", state="CO", zip_start="802", area="303"),
        Place(city="Fort Collins", state="CO", zip_start="805", area="970"),
        Place(city="Salt Lake City", state="UT", zip_start="841", area="801"),
        Place(city="Logan", state="UT", zip_start="843", area="435"),
        Place(city="Bozeman", state="MT", zip_start="597", area="406"),
        Place(city="Santa Fe", state="NM", zip_start="875", area="505"),
    ),
    "Lakes": (
        Place(city="Madison", state="WI", zip_start="537", area="608"),
        Place(city="Green Bay", state="WI", zip_start="543", area="920"),
        Place(city="Duluth", state="MN", zip_start="558", area="218"),
        Place(city="St. Paul", state="MN", zip_start="551", area="651"),
        Place(city="Ann Arbor", state="MI", zip_start="481", area="734"),
        Place(city="Traverse City", state="MI", zip_start="496", area="231"),
    ),
    "Plains": (
        Place(city="Omaha", state="NE", zip_start="681", area="402"),
        Place(city="Lincoln", state="NE", zip_start="685", area="402"),
        Place(city="Topeka", state="KS", zip_start="666", area="785"),
        Place(city="Des Moines", state="IA", zip_start="503", area="515"),
        Place(city="Tulsa", state="OK", zip_start="741", area="918"),
    ),
    "Northeast": (
        Place(city="Burlington", state="VT", zip_start="054", area="802"),
        Place(city="Amherst", state="MA", zip_start="010", area="413"),
        Place(city="Ithaca", state="NY", zip_start="148", area="607"),
        Place(city="Saratoga Springs", state="NY", zip_start="128", area="518"),
        Place(city="Portland", state="ME", zip_start="041", area="207"),
        Place(city="Kingston", state="ON", zip_start="K7L ", area="613", country="CA"),
    ),
    "Southeast": (
        Place(city="Asheville", state="NC", zip_start="288", area="828"),
        Place(city="Durham", state="NC", zip_start="277", area="919"),
        Place(city="Athens", state="GA", zip_start="306", area="706"),
        Place(city="Savannah", state="GA", zip_start="314", area="912"),
        Place(city="Knoxville", state="TN", zip_start="379", area="865"),
    ),
}

_FIRST = (
    "Alder", "Amber", "Ash", "Barley", "Birch", "Bramble", "Briar", "Brook", "Cedar", "Cherry",
    "Clover", "Copper", "Elder", "Fern", "Finch", "Foxglove", "Hazel", "Heather", "Holly",
    "Juniper", "Larch", "Lark", "Linden", "Maple", "Meadow", "Mill", "Moss", "Oak", "Orchard",
    "Pear Tree", "Pine", "Plum", "Quince", "Robin", "Rowan", "Rye", "Sage", "Sorrel", "Stone",
    "Sumac", "Thistle", "Thyme", "Walnut", "Willow", "Wren", "Yarrow",
)  # fmt: skip
_SECOND = ("Lane", "Hill", "Creek", "Bridge", "Gate", "Field", "Hollow", "Ridge", "Corner", "Grove")
_KIND = (
    "Garden Center", "Nursery", "Farm & Garden", "Hardware", "Home & Garden", "Greenhouses",
    "Plant Shop", "Growers Supply", "Country Store",
)  # fmt: skip
_GIVEN = (
    "Aisha", "Alan", "Amelia", "Bruno", "Camille", "Chen", "Dana", "Diego", "Edith", "Emil",
    "Farah", "Gita", "Hana", "Henrik", "Ines", "Jonas", "José", "Kofi", "Leila", "Lukas", "Maeve",
    "Marta", "Nadia", "Noor", "Omar", "Petra", "Ravi", "Rosa", "Søren", "Tess", "Uma", "Viktor",
    "Wanda", "Yuki", "Zoë",
)  # fmt: skip
_FAMILY = (
    "Abara", "Bell", "Castillo", "Dorsey", "Eklund", "Farrow", "Grant", "Haddad", "Ivanov",
    "Jensen", "Kowal", "Lindqvist", "Marsh", "Novak", "Okafor", "Pruitt", "Quist", "Reyes",
    "Sato", "Thorne", "Ueda", "Vance", "Whitlock", "Xu", "Yates", "Zeller",
)  # fmt: skip
_STREETS = ("Main St", "Mill Rd", "River Rd", "Market St", "Depot St", "County Road 9", "Elm Ave")

FIRST_NUMBER = 1001


def shops(random: Random, count: int) -> Iterator[Shop]:
    """Yield ``count`` customers, spread over the reps that have a territory."""
    reps = [rep for rep in REPS if rep.territory]
    names = [f"{first} {second}" for first in _FIRST for second in _SECOND]
    random.shuffle(names)
    # two in the README's tour keep their names whatever else is made up
    names[0], names[1] = "Alder Lane", "Fern Hollow"
    for index in range(count):
        rep = reps[0] if index < 2 else reps[index % len(reps)]  # noqa: PLR2004 (as above)
        place = random.choice(PLACES[rep.territory])
        kind = "Garden Center" if index == 0 else random.choice(_KIND)
        domain = names[index].casefold().replace(" ", "")
        given = random.choice(_GIVEN)
        yield Shop(
            number=f"G-{FIRST_NUMBER + index}",
            name=f"{names[index]} {kind}",
            rep=rep,
            place=place,
            contact=f"{given} {random.choice(_FAMILY)}",
            phone=f"{place.area}-555-{100 + index:04}",
            email=f"orders@{domain}.example",
            street=f"{random.randrange(10, 990)} {random.choice(_STREETS)}",
            postal_code=_postal_code(random, place),
        )


def _postal_code(random: Random, place: Place) -> str:
    if place.country == "CA":
        return f"{place.zip_start}{random.randrange(1, 10)}{random.choice('ABCEGHJ')}3"
    return f"{place.zip_start}{random.randrange(1, 100):02}"
