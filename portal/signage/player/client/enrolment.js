/* A board without identity shows a code; an operator types it in the admin; the board gets its token. */

import { adopt, deviceOf, enrollBase } from "./identity.js";
import { Net } from "./net.js";
import { VERSION } from "./release.js";
import words from "./words.js";

const RETRY_S = 15;

const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

const within = (pixels, least) => Math.min(4096, Math.max(least, Math.round(pixels)));

/* Resolves with {token} once the board was claimed. */
export async function enrol({ clock, store, page }) {
  const net = new Net({ base: enrollBase, token: null, clock });
  for (;;) {
    const asked = await net.post("", {
      player: { name: "html5", version: VERSION },
      width: within(innerWidth, 16),
      height: within(innerHeight, 8),
      fingerprint: await deviceOf(store),
    });
    const begun = asked.body;
    if (begun?.device_code && begun.claim_code) {
      page.showCode(begun.claim_code);
      const token = await waitForClaim(net, begun, clock, page);
      if (token) {
        await adopt(store, { token });
        return { token };
      }
    } else {
      page.say(asked.status === 429 ? words.enrolBusy : words.enrolOffline);
      await pause(Math.max(RETRY_S, (asked.retryMs ?? 0) / 1000));
    }
  }
}

/* The token, or null when the code ran out. */
async function waitForClaim(net, { device_code, interval, expires_in }, clock, page) {
  const end = clock.mono() + (Number(expires_in) || 900) * 1000;
  const every = Math.max(2, Number(interval) || 5);
  while (clock.mono() < end) {
    await pause(every);
    const answer = await net.post("/token", { device_code });
    if (answer.status === 200 && answer.body?.token) return answer.body.token;
    page.say(answer.status === 202 ? words.enrolWaiting : words.enrolOffline);
    if ([400, 404, 410].includes(answer.status)) return null; // the code is no longer known: ask for another
    if (answer.retryMs) await pause(answer.retryMs / 1000);
  }
  return null;
}
