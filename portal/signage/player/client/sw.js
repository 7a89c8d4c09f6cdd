/* Keeps the player's own files, so a board starts without its server. Media and feeds are the page's matter.
   The server writes RELEASE, SHELL, ASSETS (path of every file of this release) and LEAKS above this line. */
/* global RELEASE, SHELL, ASSETS, REFUSED, LEAKS */

const CACHE = `signage-player-${RELEASE}`;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    const shell = await fetch(SHELL, { cache: "reload", credentials: "omit" });
    // Between two releases the shell may already be the other's: then wait for that one's worker.
    if (!shell.ok || !(await shell.clone().text()).includes(`/${RELEASE}/`)) throw new Error("another release");
    await cache.put(SHELL, shell);
    await cache.addAll(ASSETS);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("signage-player-") && name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname === SHELL) {
    // A secret in the query string must not reach the server and its logs.
    const leaks = [...url.searchParams.keys()].some((name) => LEAKS.includes(name.toLowerCase()));
    if (leaks || !url.search) event.respondWith(kept(leaks ? REFUSED : SHELL, event.request));
  } else if (ASSETS.includes(url.pathname)) {
    event.respondWith(kept(url.pathname, event.request));
  }
});

async function kept(path, request) {
  return (await (await caches.open(CACHE)).match(path)) ?? fetch(request);
}
