/* The service worker from the page's side: registers it, and loads a new release at a calm moment. */

import { VERSION } from "./release.js";

const LOOK_MS = 3600_000;
const CALM_MS = 5_000;

/* `isCalm()`: whether now is a moment at which loading anew disturbs nobody. */
export async function startWorker(isCalm) {
  const workers = navigator.serviceWorker; // none on plain http: the player then needs its server at a start
  if (!workers) return;
  workers.addEventListener("controllerchange", async () => {
    // The first one is of this page's own release; a newer one has a cache of its own beside or instead.
    if ((await caches.keys()).every((name) => name === `signage-player-${VERSION}`)) return;
    const timer = setInterval(() => {
      if (!isCalm()) return;
      clearInterval(timer);
      location.reload();
    }, CALM_MS);
  });
  try {
    const registration = await workers.register("/signage/v1/player/sw.js", { scope: "/signage/v1/player" });
    setInterval(() => registration.update().catch(() => {}), LOOK_MS);
  } catch {
    return; // the next start tries again
  }
}
