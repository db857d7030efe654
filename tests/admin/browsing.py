"""What a browser without JavaScript sees of a page: its text, and its forms as they would be sent."""

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client


class Form:
    """One form of a page: where it goes, and the fields that it would send."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes
        self.fields: dict[str, list[str]] = {}
        self.buttons: list[tuple[str, str]] = []

    def add(self, name: str | None, value: str) -> None:
        if name:
            self.fields.setdefault(name, []).append(value)

    def sent(self, button: tuple[str, str] | None = None, **changed: Any) -> dict[str, Any]:
        """The fields, some `changed`, as pressing `button` sends them."""
        fields: dict[str, Any] = {**self.fields, **changed}
        return fields | ({button[0]: button[1]} if button else {})


class _Page(HTMLParser):
    """Reads forms as HTML 5 says: text areas lose their first line end and send CR LF."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._area: tuple[str | None, list[str]] | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(attributes)
            self.forms.append(self._form)
        if self._form is None:
            return
        name, value = attributes.get("name"), attributes.get("value", "")
        if tag == "input" and attributes.get("type") in ("checkbox", "radio"):
            if "checked" in attributes:
                self._form.add(name, attributes.get("value", "on"))
        elif tag == "input" and attributes.get("type") not in ("file", "submit"):
            self._form.add(name, re.sub(r"[\r\n]", "", value))
        elif tag == "button" and attributes.get("type") != "button":
            self._form.buttons.append((name or "", value))
        elif tag == "textarea":
            self._area = (name, [])
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in attributes:
            self._form.add(self._select, value)

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._form and self._area:
            name, parts = self._area
            text = re.sub(r"\r\n|\r", "\n", "".join(parts)).removeprefix("\n")
            self._form.add(name, text.replace("\n", "\r\n"))
            self._area = None


def forms_of(html: str) -> list[Form]:
    page = _Page()
    page.feed(html)
    return page.forms


def form_on(client: Client, url: str, **marks: str) -> Form:
    """The form of the page at `url` that has the attributes `marks`."""
    response = client.get(url)
    assert response.status_code == 200, f"{url}: {response.status_code}"
    return next(
        form for form in forms_of(response.content.decode()) if marks.items() <= form.attributes.items()
    )


def messages_of(response: Any) -> str:
    """What a page tells after a deed, without the link to undo it."""
    said = (text_of(str(message)) for message in response.context["messages"])
    return " | ".join(message.removesuffix(" See or undo it") for message in said)


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()
