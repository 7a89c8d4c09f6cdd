/* Helps on the screens of alerts; without it everything works by plain pages. */
(() => {
  "use strict";
  const WAIT_MS = 400;
  const LIVE_MS = 4000;

  function counts(form) {
    const text = form.querySelector("[data-alert-text]");
    const count = form.querySelector("[data-alert-count]");
    if (!text || !count) return;
    const tell = () => {
      const left = Number(count.dataset.limit) - [...text.value.normalize("NFC")].length;
      count.textContent = `${left} ${count.dataset.words}`;
      count.classList.toggle("alert-count--low", left < 20);
      count.hidden = false;
    };
    text.addEventListener("input", tell);
    tell();
  }

  function previews(form) {
    const text = form.querySelector("[data-alert-text]");
    const box = form.querySelector("[data-alert-preview]");
    if (!text || !box) return;
    let timer;
    const draw = () => {
      const words = text.value.trim();
      box.hidden = !words;
      if (!words) return;
      const status = form.querySelector("[name=status]:checked")?.value || "";
      for (const image of box.querySelectorAll("img")) {
        const query = new URLSearchParams({ board: image.dataset.board, status, text: words });
        image.src = `${box.dataset.alertPreview}?${query}`;
      }
    };
    const later = () => { clearTimeout(timer); timer = setTimeout(draw, WAIT_MS); };
    text.addEventListener("input", later);
    form.querySelector("[data-alert-choices=status]")?.addEventListener("change", later);
    draw();
  }

  function exactTimes(form) {
    const choices = form.querySelector("[data-alert-choices=duration]");
    const exact = form.querySelector("[data-alert-exact]");
    if (!choices || !exact) return;
    const show = () => { exact.hidden = choices.querySelector(":checked")?.value !== "exact"; };
    choices.addEventListener("change", show);
    show();
  }

  function live(box) {
    const again = () => setTimeout(async () => {
      if (!document.hidden) {
        try {
          const answer = await fetch(box.dataset.alertLive, { headers: { "X-Requested-With": "XMLHttpRequest" } });
          if (answer.ok && !answer.redirected) box.innerHTML = await answer.text();
        } catch { /* the line is away; the next time may go well */ }
      }
      if (box.querySelector("[data-alert-on]") || Date.now() < until) again();
    }, LIVE_MS);
    const until = Date.now() + 10 * 60 * 1000; // after a cancellation the boards still answer
    again();
  }

  document.querySelectorAll("[data-alert-form]").forEach((form) => {
    counts(form);
    previews(form);
    exactTimes(form);
  });
  document.querySelectorAll("[data-alert-live]").forEach(live);
})();
