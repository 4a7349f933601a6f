"""The sample company's catalog: families of garden supplies, spread into products."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One product as it is made up; prices in USD, weight in pounds."""

    sku: str
    name: str
    category: str
    subcategory: str
    description: str
    price: Decimal
    pounds: Decimal
    color: str = ""
    size: str = ""
    unit: str = "EA"
    pack: int = 1
    minimum: int = 1
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Products that differ in size and color; a size is (code, words, factor of the price)."""

    prefix: str
    name: str
    price: str
    pounds: str
    sizes: tuple[tuple[str, str, str], ...] = (("", "", "1"),)
    colors: tuple[tuple[str, str], ...] = (("", ""),)
    text: str
    pack: int = 1
    minimum: int = 1
    unit: str = "EA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A subcategory with its families and the photo they share."""

    category: str
    subcategory: str
    image: str
    families: tuple[Family, ...]


INCHES = tuple((f"{n:02}", f"{n} in", f"{(n / 6) ** 1.5:.3f}") for n in (4, 6, 8, 10, 12, 14))
WEAR = (("S", "S", "1"), ("M", "M", "1"), ("L", "L", "1"), ("XL", "XL", "1.1"))
GLAZES = (("BLU", "Ink Blue"), ("GRN", "Moss Green"), ("WHT", "Chalk White"))
PAINTS = (("RED", "Barn Red"), ("GRN", "Moss Green"), ("GRY", "Slate Gray"))


def _sizes(unit: str, *sizes: tuple[int, str]) -> tuple[tuple[str, str, str], ...]:
    return tuple((f"{number:02}", f"{number} {unit}", factor) for number, factor in sizes)


def _one(prefix: str, name: str, price: str, pounds: str, text: str) -> Family:
    return Family(prefix=prefix, name=name, price=price, pounds=pounds, text=text)


HAND_TOOLS = (
    _one("TR-100", "Steel Trowel", "9.80", "0.6", "Carbon steel blade, ash handle."),
    _one("TR-110", "Transplanting Trowel", "10.40", "0.5", "Narrow blade with inch marks."),
    _one("TR-120", "Wide Scoop", "11.90", "0.8", "Moves potting mix without spilling."),
    _one("FK-100", "Hand Fork", "9.80", "0.6", "Three forged tines, ash handle."),
    _one("FK-110", "Hand Cultivator", "10.60", "0.7", "Loosens soil between rows."),
    _one("WD-100", "Dandelion Weeder", "8.90", "0.4", "Forked tip with a lever bend."),
    _one("WD-110", "Patio Knife", "12.40", "0.4", "Hooked blade for joints and edges."),
    _one("DB-100", "Brass-Tipped Dibber", "13.50", "0.5", "Depth marks every inch."),
    _one("BP-100", "Bulb Planter", "16.80", "1.1", "Serrated ring, spring release."),
    _one("HH-100", "Onion Hoe", "14.20", "0.9", "Short swan-neck hoe for close work."),
)
CUTTING_TOOLS = (
    _one("PR-100", "Bypass Pruner 8 in", "24.50", "0.6", "Clean cut up to 3/4 inch."),
    _one("PR-200", "Bypass Pruner 8 in, Rotating Grip", "27.90", "0.7", "Easier on the hand."),
    _one("PR-300", "Anvil Pruner 8 in", "19.80", "0.6", "For dry and dead wood."),
    _one("PR-400", "Ratchet Pruner", "29.50", "0.7", "Cuts in three easy steps."),
    _one("SN-100", "Harvest Snips", "12.70", "0.3", "Slim blades for grapes and flowers."),
    _one("LP-240", "Bypass Lopper 24 in", "38.00", "2.6", "Forged head, ash handles."),
    _one("LP-300", "Bypass Lopper 30 in", "44.00", "3.1", "More reach and leverage."),
    _one("SH-200", "Hedge Shear", "36.50", "2.2", "Wavy blades that hold the twig."),
    _one("SW-070", "Folding Saw 7 in", "21.60", "0.5", "Locks open and closed."),
    _one("SW-130", "Curved Pruning Saw 13 in", "28.40", "0.8", "Cuts on the pull."),
)
LONG_TOOLS = (
    _one("SP-100", "Digging Spade", "42.00", "4.6", "Treaded blade, D handle."),
    _one("SP-110", "Border Spade", "38.00", "3.8", "A lighter spade for tight beds."),
    _one("SP-120", "Drain Spade", "41.00", "4.4", "Long narrow blade."),
    _one("GF-100", "Digging Fork", "45.00", "4.7", "Four square tines."),
    _one("GF-110", "Border Fork", "39.00", "3.7", "A lighter fork for tight beds."),
    _one("RK-140", "Bow Rake 14 tine", "33.00", "3.4", "Levels and gathers."),
    _one("RK-220", "Spring Leaf Rake", "21.50", "1.9", "Twenty-two spring tines."),
    _one("RK-240", "Bamboo Leaf Rake", "14.80", "1.2", "Light, quiet, easy to mend."),
    _one("HO-100", "Draw Hoe", "29.00", "2.8", "Chops and draws soil."),
    _one("HO-110", "Stirrup Hoe", "34.00", "2.9", "Cuts weeds both ways."),
    _one("ED-100", "Half-Moon Edger", "35.50", "3.6", "Crisp lawn edges."),
    _one("BR-100", "Yard Broom", "18.90", "2.0", "Stiff natural bristles."),
)
POTS = (
    Family(
        prefix="PT", name="Terracotta Pot", price="3.20", pounds="2.1", sizes=INCHES, pack=6,
        text="Plain fired clay with a drain hole, frost-safe to 25 °F.",
    ),
    Family(
        prefix="PS", name="Terracotta Saucer", price="1.90", pounds="1.0", sizes=INCHES, pack=6,
        text="Fits the pot of the same size.",
    ),
    Family(
        prefix="PG", name="Glazed Pot", price="11.50", pounds="3.5", sizes=INCHES[1:5],
        colors=GLAZES, text="Stoneware with a deep glaze and a drain hole.",
    ),
)  # fmt: skip
PLANTERS = (
    Family(
        prefix="WB", name="Window Box", price="18.60", pounds="3.0", colors=GLAZES,
        sizes=_sizes("in", (24, "1"), (30, "1.25"), (36, "1.5")),
        text="Recycled resin with a water reservoir.",
    ),
    Family(
        prefix="HB", name="Hanging Basket", price="8.40", pounds="1.2",
        sizes=_sizes("in", (10, "1"), (12, "1.2"), (14, "1.45")),
        colors=(("BLK", "Black"), ("WHT", "White")), text="Coated wire with a coir liner.",
    ),
    Family(
        prefix="RB", name="Cedar Raised Bed", price="94.00", pounds="28",
        sizes=(("2X4", "2 x 4 ft", "1"), ("3X6", "3 x 6 ft", "1.6"), ("4X8", "4 x 8 ft", "2.3")),
        text="Dovetailed boards, no tools needed.",
    ),
)  # fmt: skip
HOSES = (
    Family(
        prefix="HS", name="Garden Hose 5/8 in", price="22.00", pounds="5.5", text="Brass fittings.",
        sizes=_sizes("ft", (25, "1"), (50, "1.7"), (75, "2.4"), (100, "3.0")),
    ),
    Family(
        prefix="HP", name="Professional Rubber Hose", price="39.00", pounds="8",
        sizes=_sizes("ft", (25, "1"), (50, "1.7"), (75, "2.4"), (100, "3.0")),
        text="Crush-proof couplings, stays supple in frost.",
    ),
    Family(
        prefix="HK", name="Soaker Hose", price="14.50", pounds="2.5", text="Weeps all along.",
        sizes=_sizes("ft", (25, "1"), (50, "1.7"), (75, "2.4")),
    ),
    _one("HR-100", "Wall Hose Reel", "58.00", "9.5", "Holds 125 feet."),
    _one("HR-200", "Hose Cart", "96.00", "22", "Holds 200 feet on flat-free wheels."),
)  # fmt: skip
WATERING = (
    Family(
        prefix="WC", name="Watering Can", price="19.50", pounds="2.2", colors=PAINTS,
        sizes=_sizes("gal", (1, "1"), (2, "1.5"), (3, "1.9")), text="Galvanized, brass rose.",
    ),
    _one("NZ-100", "Brass Twist Nozzle", "8.90", "0.4", "Solid brass, mist to jet."),
    _one("NZ-110", "Seven-Pattern Nozzle", "12.60", "0.5", "Thumb control."),
    _one("NZ-120", "Watering Wand 30 in", "18.20", "0.9", "Soft shower for seedlings."),
    _one("NZ-130", "Fan Nozzle", "7.40", "0.3", "Gentle flat spray."),
    _one("SK-100", "Oscillating Sprinkler", "24.80", "1.9", "Covers 3,600 square feet."),
    _one("SK-110", "Impact Sprinkler on Spike", "21.30", "1.6", "Brass head."),
    _one("SK-120", "Ring Sprinkler", "9.60", "0.7", "For beds and young trees."),
    _one("TM-100", "Tap Timer, One Outlet", "32.00", "0.9", "Runs on two AA cells."),
    _one("TM-200", "Tap Timer, Two Outlets", "46.00", "1.2", "Runs on two AA cells."),
    _one("DK-100", "Drip Kit for 20 Pots", "29.00", "1.8", "Everything but the tap."),
    _one("DK-200", "Drip Kit for Raised Beds", "44.00", "2.6", "Two beds of 4 x 8 feet."),
    _one("CN-100", "Quick Connector Set", "6.80", "0.2", "Four pieces, brass."),
    _one("CN-110", "Y Valve", "11.20", "0.5", "Two taps from one."),
    _one("CN-120", "Hose Mender 5/8 in", "4.10", "0.1", "Brass, stainless clamps."),
)  # fmt: skip
MIXES = (
    Family(
        prefix="MX", name="Potting Mix", price="7.90", pounds="7", text="Peat-free, ready to use.",
        sizes=_sizes("qt", (8, "1"), (16, "1.75"), (32, "3.0")),
    ),
    Family(
        prefix="MS", name="Seed Starting Mix", price="8.60", pounds="6", text="Fine and sterile.",
        sizes=_sizes("qt", (8, "1"), (16, "1.75"), (32, "3.0")),
    ),
    Family(
        prefix="MC", name="Garden Compost", price="6.80", pounds="14", text="Screened to 1/4 inch.",
        sizes=_sizes("lb", (20, "1"), (40, "1.8")),
    ),
    Family(
        prefix="MB", name="Bark Mulch", price="5.90", pounds="18", text="Shredded pine bark.",
        sizes=_sizes("cu ft", (1, "1"), (2, "1.8")),
    ),
    Family(
        prefix="MP", name="Perlite", price="7.20", pounds="2", text="Coarse, for drainage.",
        sizes=_sizes("qt", (8, "1"), (24, "2.6")),
    ),
    Family(
        prefix="MV", name="Vermiculite", price="7.80", pounds="3", text="Holds water and air.",
        sizes=_sizes("qt", (8, "1"), (24, "2.6")),
    ),
    _one("MK-100", "Coir Brick", "4.30", "1.4", "Swells to nine quarts."),
)  # fmt: skip
FEEDS = (
    Family(
        prefix="FL", name="Liquid Plant Feed", price="9.40", pounds="2.4", unit="BTL", pack=6,
        sizes=_sizes("oz", (16, "1"), (32, "1.7"), (64, "3.0")), text="All-purpose 4-3-5.",
    ),
    Family(
        prefix="FT", name="Tomato Feed", price="10.20", pounds="2.4", unit="BTL", pack=6,
        sizes=_sizes("oz", (16, "1"), (32, "1.7")), text="High in potash.",
    ),
    Family(
        prefix="FB", name="Bone Meal", price="8.80", pounds="4", text="Slow phosphorus for bulbs.",
        sizes=_sizes("lb", (4, "1"), (8, "1.8"), (20, "4.0")),
    ),
    Family(
        prefix="FG", name="Lawn Feed", price="16.50", pounds="10", text="For spring and summer.",
        sizes=_sizes("lb", (10, "1"), (25, "2.2")),
    ),
    _one("FS-100", "Seaweed Extract 32 oz", "14.90", "2.6", "Cold pressed."),
    _one("FR-100", "Rose Feed 5 lb", "13.60", "5", "Granular, with magnesium."),
)  # fmt: skip
WEAR_SHELF = (
    Family(
        prefix="GL", name="Goatskin Work Gloves", price="13.80", pounds="0.3", sizes=WEAR,
        unit="PR", text="Unlined, wear in quickly.",
    ),
    Family(
        prefix="GN", name="Nitrile Grip Gloves", price="4.60", pounds="0.2", sizes=WEAR, unit="PR",
        colors=(("BLU", "Blue"), ("GRN", "Green")), pack=12, minimum=12, text="Washable.",
    ),
    Family(
        prefix="GR", name="Rose Gauntlets", price="22.40", pounds="0.6", sizes=WEAR, unit="PR",
        text="Suede to the elbow.",
    ),
    Family(
        prefix="BT", name="Rubber Garden Clogs", price="26.50", pounds="1.6", unit="PR",
        sizes=tuple((f"{n:02}", str(n), "1") for n in range(6, 13)), text="Removable insole.",
    ),
    _one("KN-100", "Kneeling Pad", "9.20", "0.6", "Dense foam that stays thick."),
    _one("KN-200", "Folding Kneeler Seat", "39.50", "8.6", "Two heights, tool pouch."),
    _one("AP-100", "Canvas Apron", "24.00", "0.9", "Five pockets, cross back."),
)  # fmt: skip
PROPAGATION = (
    Family(
        prefix="CT", name="Cell Tray", price="2.10", pounds="0.4", pack=10, minimum=10,
        sizes=_sizes("cells", (12, "1"), (24, "1"), (40, "1.1"), (72, "1.2")),
        text="Thick-walled, lasts for seasons.",
    ),
    Family(
        prefix="HM", name="Seedling Heat Mat", price="26.00", pounds="1.1",
        sizes=(("10", "10 x 20 in", "1"), ("20", "20 x 20 in", "1.7"), ("48", "48 x 20 in", "2.9")),
        text="Holds ten degrees above the room.",
    ),
    Family(
        prefix="GW", name="LED Grow Light", price="38.00", pounds="2.0",
        sizes=_sizes("in", (12, "1"), (24, "1.6"), (48, "2.6")), text="Full spectrum, linkable.",
    ),
    Family(
        prefix="FC", name="Frost Cloth", price="12.80", pounds="1.5", unit="ROLL",
        sizes=(("25", "6 x 25 ft", "1"), ("50", "6 x 50 ft", "1.8"), ("99", "12 x 100 ft", "6.1")),
        text="Protects to 26 °F, lets rain through.",
    ),
    _one("CL-100", "Glass Cloche", "34.00", "3.8", "Hand-blown, with a knob."),
    _one("CL-200", "Tunnel Cloche 10 ft", "27.50", "2.4", "Steel hoops and fleece."),
    _one("CF-100", "Cedar Cold Frame", "129.00", "24", "Hinged twin-wall lid."),
    _one("LB-100", "Slate Plant Labels, Set of 10", "11.40", "1.0", "With a chalk pencil."),
    _one("LB-200", "Copper Plant Labels, Set of 12", "13.90", "0.4", "Write with any pen."),
    _one("TW-100", "Jute Twine 300 ft", "5.20", "0.5", "In a tin with a cutter."),
    _one("ST-100", "Soil Thermometer", "15.60", "0.3", "Stainless probe."),
)  # fmt: skip
DECOR = (
    Family(
        prefix="TL", name="Cedar Trellis", price="32.00", pounds="6", text="Fan shape.",
        sizes=_sizes("ft", (4, "1"), (6, "1.4"), (8, "1.9")),
    ),
    Family(
        prefix="OB", name="Steel Obelisk", price="48.00", pounds="7", text="Powder-coated.",
        sizes=_sizes("ft", (4, "1"), (6, "1.5")), colors=(("BLK", "Black"), ("RST", "Rust")),
    ),
    Family(
        prefix="LN", name="Storm Lantern", price="21.00", pounds="2.4", colors=PAINTS,
        sizes=(("S", "small", "1"), ("L", "large", "1.6")), text="Takes a pillar candle.",
    ),
    Family(
        prefix="BF", name="Bird Feeder", price="19.00", pounds="1.8", text="Comes apart to clean.",
        sizes=(("TUB", "tube", "1"), ("HOP", "hopper", "1.7"), ("SUE", "suet", "0.6")),
    ),
    Family(
        prefix="EG", name="Steel Lawn Edging", price="17.50", pounds="7", text="Stakes included.",
        sizes=_sizes("ft", (8, "1"), (16, "1.9"), (40, "4.4")),
    ),
    _one("BB-100", "Stoneware Birdbath", "74.00", "26", "Two pieces, frost-safe."),
    _one("BH-100", "Nest Box, 1 1/8 in", "24.50", "2.6", "Opens at the side."),
    _one("BH-200", "Bee House", "29.50", "3.0", "Trays that open for cleaning."),
)  # fmt: skip

VEGETABLES = (
    "Tomato Amber Plum", "Tomato Garden Ox", "Tomato Little Currant", "Lettuce Butter Cup",
    "Lettuce Red Fringe", "Carrot Long Orange", "Carrot Stump Root", "Beet Deep Round",
    "Radish Rosy Globe", "Pea Sugar Climber", "Pea Dwarf Early", "Bean Golden Wax",
    "Bean Scarlet Runner", "Cucumber Market Green", "Squash Winter Crown", "Squash Yellow Neck",
    "Pumpkin Small Sweet", "Pepper Long Red", "Pepper Sweet Bell", "Kale Curled Blue",
    "Chard Mixed Stem", "Spinach Winter Leaf", "Onion Brown Globe", "Leek Blue Solaise",
)  # fmt: skip
HERBS = (
    "Basil Large Leaf", "Basil Purple", "Cilantro Slow Bolt", "Dill Tall", "Parsley Flat Leaf",
    "Parsley Curled", "Chives Fine", "Thyme Common", "Sage Broad Leaf", "Oregano Mountain",
)  # fmt: skip
FLOWERS = (
    "Sunflower Tall Single", "Sunflower Dwarf", "Zinnia Cutting Mix", "Cosmos Tall Mix",
    "Nasturtium Trailing", "Marigold Orange", "Calendula Pacific", "Sweet Pea Old Spice",
    "Poppy Field Red", "Larkspur Blue Spire", "Foxglove Mixed", "Lupine Meadow",
    "Hollyhock Single", "Snapdragon Tall", "Strawflower Mix", "Cornflower Blue",
    "Wildflower Dry Meadow", "Wildflower Wet Meadow",
)  # fmt: skip

SHELVES = (
    Shelf(category="Tools", subcategory="Hand Tools", image="trowel.png", families=HAND_TOOLS),
    Shelf(category="Tools", subcategory="Cutting", image="pruner.png", families=CUTTING_TOOLS),
    Shelf(category="Tools", subcategory="Long Handled", image="spade.png", families=LONG_TOOLS),
    Shelf(category="Pots", subcategory="Clay and Glazed", image="pot.png", families=POTS),
    Shelf(category="Pots", subcategory="Planters", image="planter.png", families=PLANTERS),
    Shelf(category="Watering", subcategory="Hoses", image="hose.png", families=HOSES),
    Shelf(category="Watering", subcategory="Cans and Sprays", image="can.png", families=WATERING),
    Shelf(category="Soil", subcategory="Mixes", image="bag.png", families=MIXES),
    Shelf(category="Soil", subcategory="Feeds", image="bottle.png", families=FEEDS),
    Shelf(category="Wear", subcategory="Gloves and More", image="glove.png", families=WEAR_SHELF),
    Shelf(category="Growing", subcategory="Propagation", image="tray.png", families=PROPAGATION),
    Shelf(category="Growing", subcategory="Garden Decor", image="lantern.png", families=DECOR),
)
SEEDS = (("SV", "Vegetables", VEGETABLES), ("SB", "Herbs", HERBS), ("SL", "Flowers", FLOWERS))


def items() -> Iterator[Item]:
    """Yield every product of the catalog."""
    for shelf in SHELVES:
        for family in shelf.families:
            yield from _spread(family, shelf)
    for prefix, subcategory, names in SEEDS:
        for number, name in enumerate(names, start=1):
            yield Item(
                sku=f"{prefix}-{number:03}",
                name=f"Seed, {name}",
                category="Seeds",
                subcategory=subcategory,
                description="Open-pollinated, packed for the coming season.",
                price=Decimal("1.35") + Decimal(number * 7 % 5) * Decimal("0.15"),
                pounds=Decimal("0.03"),
                unit="PKT",
                pack=10,
                minimum=10,
                image="seed.png",
            )


def _spread(family: Family, shelf: Shelf) -> Iterator[Item]:
    for size_code, size, factor in family.sizes:
        for color_code, color in family.colors:
            yield Item(
                sku="-".join(part for part in (family.prefix, size_code, color_code) if part),
                name=", ".join(part for part in (family.name, size, color) if part),
                category=shelf.category,
                subcategory=shelf.subcategory,
                description=family.text,
                price=(Decimal(family.price) * Decimal(factor)).quantize(CENT),
                pounds=(Decimal(family.pounds) * Decimal(factor)).quantize(CENT),
                color=color,
                size=size,
                unit=family.unit,
                pack=family.pack,
                minimum=family.minimum,
                image=shelf.image,
            )
