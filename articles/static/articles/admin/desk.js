// Makes the desk quicker where there is JavaScript; everything works without it.

// Suggestions for fields that name a provider or a topic.
const lists = new Map();
for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-suggestions`;
  input.after(list);
  input.setAttribute("list", list.id);
  lists.set(input, list);
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => suggest(input), 150);
  });
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

// Results while typing: the same page, of which one part is taken.
for (const form of document.querySelectorAll("form[data-live]")) {
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const query = new URLSearchParams(new FormData(form));
      const response = await fetch(`?${query}`);
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const part = page.getElementById(form.dataset.live);
      if (part) document.getElementById(form.dataset.live).replaceWith(part);
    }, 250);
  });
}

// A list whose boxes are ticked shows its buttons as ready; an edited form asks before it is left.
for (const form of document.querySelectorAll("form[data-guarded]")) {
  let dirty = false;
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}
