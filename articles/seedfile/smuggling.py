"""Carries foreign characters through the YAML parser, which refuses some and folds the line ends of YAML 1.1.

Our schema decides about them, so it has to see them: control characters, lone surrogates, noncharacters,
and NEL, U+2028 and U+2029, which no editor counts as a line.
"""

import re

# A noncharacter, which no text needs, then a character that means nothing to YAML: one for each foreign one.
_LEAD = "\U0001fffe"
MARK = "0001[fF]{3}[eE]"  # its digits, by which an escape of it is told
_CONTROLS = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))
_FOREIGN = (*_CONTROLS, 0x2028, 0x2029, 0xFFFE, 0xFFFF)
_STAND_INS = {chr(0x10000 + number): chr(code) for number, code in enumerate((*_FOREIGN, ord(_LEAD)))}
_CARRIED = {ord(char): _LEAD + stand_in for stand_in, char in _STAND_INS.items()}
_ANY_FOREIGN = re.compile(f"[{''.join(map(chr, _FOREIGN))}]")

# JSON writers spell what lies beyond U+FFFF as two such escapes, each of which YAML refuses.
_SURROGATE = "u[dD][89a-fA-F][0-9a-fA-F]{2}"
_ESCAPE = re.compile(rf"\\({_SURROGATE})")
_SMUGGLED = re.compile(f"{_LEAD}([{''.join(_STAND_INS)}]|{_SURROGATE})")
_NO_ESCAPE = re.compile(rf"\\U0001fffe({_SURROGATE})")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def smuggle(yaml: str) -> str:
    """`yaml` as the parser takes it, line for line; equal to `yaml` where nothing is foreign."""
    if _ANY_FOREIGN.search(yaml) or _LEAD in yaml:
        yaml = yaml.translate(_CARRIED)
    if "\\u" in yaml:
        # An escape of the lead, then the rest as text; where it is no escape, `restore` takes it back.
        yaml = _ESCAPE.sub(r"\\U0001fffe\1", yaml)
    return yaml


def restore(text: str) -> str:
    """A scalar of smuggled YAML as its author meant it."""
    text = _SMUGGLED.sub(lambda found: _STAND_INS.get(found[1]) or chr(int(found[1][1:], 16)), text)
    text = _NO_ESCAPE.sub(r"\\\1", text)
    return _PAIR.sub(lambda found: found[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
