// Makes the desk quicker where there is JavaScript; everything works without it.

// Calls `answer` when typing pauses; also for what was typed before this script came.
function whileTyping(element, pause, answer) {
  let waiting;
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(answer, pause);
  };
  element.addEventListener("input", wait);
  const fields = [...element.elements ?? [element]];
  if (fields.some(({ value, defaultValue = value }) => value !== defaultValue)) wait();
}

// Suggestions for fields that name a provider or a topic.
const lists = new Map();
for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-suggestions`;
  input.after(list);
  input.setAttribute("list", list.id);
  lists.set(input, list);
  whileTyping(input, 150, () => suggest(input));
}

async function suggest(input) {
  const term = input.value.trim();
  if (!term) return;
  const query = new URLSearchParams({
    app_label: "articles", model_name: "article", field_name: input.dataset.suggest, term,
  });
  const response = await fetch(`${document.body.dataset.suggestions}?${query}`);
  if (!response.ok || input.value.trim() !== term) return;
  const { results } = await response.json();
  lists.get(input).replaceChildren(...results.map(({ text, value }) => {
    const option = document.createElement("option");
    option.value = value;
    option.label = text;
    return option;
  }));
}

// Ordered rows: buttons instead of numbers.
for (const rows of document.querySelectorAll("[data-ordered]")) {
  const renumber = () => [...rows.children].forEach((row, index) => {
    row.querySelector(".place").value = index + 1;
  });
  for (const row of rows.children) {
    const name = () => row.querySelector(".topic-name").value;
    row.append(
      button("↑", () => `${rows.dataset.up} ${name()}`, () => row.previousElementSibling?.before(row)),
      button("↓", () => `${rows.dataset.down} ${name()}`, () => row.nextElementSibling?.after(row)),
    );
  }
  function button(sign, label, move) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button quiet step";
    made.textContent = sign;
    made.setAttribute("aria-label", label());
    made.addEventListener("click", () => {
      move();
      renumber();
      made.focus();
    });
    return made;
  }
}

// Results while typing: the same page, of which one part is taken. An answer that a newer question overtook is dropped.
for (const form of document.querySelectorAll("form[data-live]")) {
  const asked = () => new URLSearchParams(new FormData(form)).toString();
  whileTyping(form, 250, async () => {
    const query = asked();
    const response = await fetch(`?${query}`);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const part = page.getElementById(form.dataset.live);
    if (part && query === asked()) document.getElementById(form.dataset.live).replaceWith(part);
  });
}

// A list whose boxes are ticked shows its buttons as ready; an edited form asks before it is left.
for (const form of document.querySelectorAll("form[data-guarded]")) {
  let dirty = false;
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}
