"""Which characters never belong into text or into an address, as parts of regular expression classes."""

CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 but Tab, CR and LF; DEL; C1
BIDI_CONTROLS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # the Unicode property Bidi_Control
ZERO_WIDTH = r"\u200b\u2060-\u2065\ufeff"  # space, word joiner, invisible operators, byte order mark
SURROGATES = r"\ud800-\udfff"
NONCHARACTERS = r"\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)

NEVER_IN_TEXT = CONTROLS + BIDI_CONTROLS + ZERO_WIDTH + SURROGATES + NONCHARACTERS
JOINERS = r"\u200c\u200d"  # scripts and emoji need them in text; in an address they only hide
NEVER_IN_ADDRESS = NEVER_IN_TEXT + JOINERS + r"\t\r\n"
