/* Small comforts. Every page works without this file. */
(() => {
  "use strict";
  const all = (selector, work) => document.querySelectorAll(selector).forEach(work);
  const zone = { timeZone: "Asia/Ho_Chi_Minh" };
  const english = document.documentElement.lang === "en";

  /* Vietnam's time; the date too, on a page kept past midnight. */
  const tick = () => {
    const now = new Date();
    const show = (locale, parts) => now.toLocaleDateString(locale, { ...zone, ...parts });
    all("[data-clock]", (e) => {
      e.textContent = now.toLocaleTimeString("en-GB", { ...zone, hour: "2-digit", minute: "2-digit" });
    });
    all("[data-today]", (e) => {
      const day = show("en-CA");
      if (e.dateTime === day) return;
      e.dateTime = day;
      e.textContent = show(english ? "en-GB" : "vi-VN", { weekday: "long" }) + ", " +
        show("en-GB", english ? { day: "numeric", month: "long", year: "numeric" } : {});
    });
    setTimeout(tick, 60000 - (now % 60000));
  };
  tick();

  /* Buttons that need this file are hidden until it runs. */
  const enable = (button, work) => {
    button.hidden = false;
    button.addEventListener("click", work);
  };
  all("[data-print-button]", (button) => enable(button, () => print()));
  if (navigator.share) all("[data-share]", (button) => enable(button, () => {
    navigator.share({ title: document.title, url: button.dataset.share }).catch(() => {});
  }));
  if (navigator.clipboard) all("[data-copy]", (link) => enable(link, (event) => {
    event.preventDefault();
    navigator.clipboard.writeText(link.href).then(() => {
      link.querySelector("[data-label]").textContent = link.dataset.copy;
    });
  }));

  /* A closed notice stays closed on this device, unless storage is switched off. */
  all("[data-notice]", (notice) => {
    const key = "notice:" + notice.dataset.notice;
    try {
      if (localStorage[key]) return notice.remove();
      enable(notice.querySelector("button"), () => {
        localStorage[key] = 1;
        notice.remove();
      });
    } catch {}
  });

  /* A list narrows while one types. */
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  all("[data-narrows]", (input) => input.addEventListener("input", () => {
    const wanted = fold(input.value.trim());
    all("#" + input.dataset.narrows + " [data-group]", (group) => {
      const whole = fold(group.querySelector("h2").textContent).includes(wanted);
      const items = [...group.querySelectorAll("li")];
      items.forEach((item) => { item.hidden = !whole && !fold(item.textContent).includes(wanted); });
      group.hidden = items.every((item) => item.hidden);
    });
  }));

  /* Esc closes the menu and gives the focus back. */
  addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector(".drawer[open]");
    if (!menu) return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
})();
