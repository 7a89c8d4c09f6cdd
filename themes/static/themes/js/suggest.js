/* Suggestions while one types: the combobox of ARIA 1.2. Without this file the box is a plain form. */
(() => {
  "use strict";
  const WAIT = 150;
  document.querySelectorAll("[data-suggests]").forEach((input) => {
    const make = (name, attributes) => {
      const element = document.createElement(name);
      Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
      return element;
    };
    const label = input.form.querySelector("label").textContent;
    const list = make("ul", { id: input.id + "-goi-y", class: "suggest", role: "listbox", "aria-label": label, hidden: "" });
    const told = make("span", { class: "vh", role: "status" });
    input.form.append(list, told);
    Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })
      .forEach(([key, value]) => input.setAttribute(key, value));
    let rows = [], at = -1, timer = 0, asked = null;

    const select = (next) => {
      at = next;
      [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
      if (at < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    };
    const shut = () => {
      clearTimeout(timer);
      if (asked) asked.abort();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      told.textContent = "";
      select(-1);
    };
    const open = (found) => {
      rows = found;
      list.replaceChildren(...rows.map((row, place) => {
        const item = make("li", { id: list.id + place, role: "option", "aria-selected": "false" });
        const kind = make("small", {});
        kind.textContent = row.kind;
        item.append(row.title, kind);
        item.addEventListener("mousedown", (event) => event.preventDefault());
        item.addEventListener("click", () => location.assign(row.url));
        return item;
      }));
      if (!rows.length) return shut();
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      told.textContent = input.dataset.told.replace("{n}", rows.length);
      select(-1);
    };
    const ask = async () => {
      const text = input.value.trim();
      if (asked) asked.abort();
      if (text.length < 2) return shut();
      asked = new AbortController();
      try {
        const address = input.dataset.suggests + "&q=" + encodeURIComponent(text);
        const answer = await fetch(address, { signal: asked.signal, credentials: "omit" });
        if (answer.ok) open((await answer.json()).suggestions);
      } catch {}
    };
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("blur", shut);
    input.form.addEventListener("submit", shut);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !list.hidden) {
        event.preventDefault();
        const places = rows.length + 1;
        select((at + 1 + step + places) % places - 1);
      } else if (step === 1) {
        ask();
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        event.stopPropagation();
        shut();
      } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
        event.preventDefault();
        location.assign(rows[at].url);
      }
    });
  });
})();
