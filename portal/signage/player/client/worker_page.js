/* The service worker from the page's side: registers it, and loads a new release at a calm moment. */

const LOOK_MS = 3600_000;
const CALM_MS = 5_000;

/* `isCalm()`: whether now is a moment at which loading anew disturbs nobody. */
export async function startWorker(isCalm) {
  const workers = navigator.serviceWorker; // none on plain http: the player then needs its server at a start
  if (!workers) return;
  const hadOne = Boolean(workers.controller);
  try {
    const registration = await workers.register("/signage/v1/player/sw.js", { scope: "/signage/v1/player" });
    setInterval(() => registration.update().catch(() => {}), LOOK_MS);
  } catch {
    return;
  }
  workers.addEventListener("controllerchange", () => {
    if (!hadOne) return;
    const timer = setInterval(() => {
      if (!isCalm()) return;
      clearInterval(timer);
      location.reload();
    }, CALM_MS);
  });
}
