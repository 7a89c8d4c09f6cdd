/* The HTML5 player of the portal's LED boards: starts from what it kept, then asks the server. */

import { Acks } from "./acks.js";
import { Clock } from "./clock.js";
import { Emergency } from "./emergency.js";
import { enrol } from "./enrolment.js";
import { Events } from "./events.js";
import { Files } from "./files.js";
import { baseOf, deviceOf, findIdentity } from "./identity.js";
import { Net } from "./net.js";
import { Page } from "./page.js";
import { Player } from "./player.js";
import { Playlist } from "./playlist.js";
import { Plays } from "./plays.js";
import { Loop } from "./polling.js";
import { Reports } from "./reports.js";
import { Screen } from "./screen.js";
import { openStore } from "./store.js";
import { startWorker } from "./worker_page.js";

const BOARD_EVERY_S = 600;
const GONE_EVERY_S = 300;

async function start() {
  const page = new Page(document.querySelector("[data-page]"));
  const store = await openStore();
  const clock = new Clock(await store.get("kept", "clock"));
  const found = await findIdentity(store);
  const identity = found ?? (await enrolled(clock, store, page));
  page.hide();
  await play({ identity, clock, store });
}

function enrolled(clock, store, page) {
  startWorker(() => false);
  return enrol({ clock, store, page });
}

async function play({ identity, clock, store }) {
  const device = await deviceOf(store);
  const net = new Net({ base: baseOf(identity), token: identity.token ?? null, clock, device });
  const files = new Files(store);
  const screen = new Screen(document.querySelector("[data-stage]"));
  const plays = new Plays({ store, net, clock });
  const acks = new Acks({ store, net, clock });
  const change = () => {
    measure();
    player.tick();
  };
  const emergency = new Emergency({ net, store, files, clock, onChange: change });
  const playlist = new Playlist({
    net, store, files, clock, onChange: change, emergencyFiles: () => emergency.renditions(),
  });
  const player = new Player({ screen, playlist, emergency, files, clock, plays, acks });

  function measure() {
    const board = { ...playlist.live?.board, ...player.board };
    if (board.width !== screen.width || board.height !== screen.height || board.color !== screen.depth) {
      screen.measure(board);
    }
  }

  /* What is kept, before any request: a board starts without its server. */
  await Promise.all([playlist.load(), emergency.load(), acks.load()]);
  const kept = await store.get("kept", "board");
  player.board = kept?.body ?? {};
  player.retired = Boolean(await store.get("kept", "retired"));
  emergency.drill = player.board.drill === true;
  measure();
  player.start();
  startWorker(() => player.calm);

  /* Only 410 clears a board; the server's change of mind brings it back. */
  async function heed(result) {
    if (result.status === 410 && !player.retired) {
      player.retired = true;
      await store.clear(["files", "plays"]);
      await store.change({
        kept: { retired: true, playlist: undefined, candidate: undefined, playlistTag: undefined, emergency: undefined },
      });
      await Promise.all([playlist.load(), emergency.forget()]);
      player.leave();
    } else if (player.retired && [200, 204, 304].includes(result.status)) {
      player.retired = false;
      await store.change({ kept: { retired: undefined } });
    }
    return result;
  }

  async function askBoard() {
    const held = await store.get("kept", "board");
    const answer = await net.get("", { etag: held?.etag });
    if (answer.status === 200 && answer.body?.id) {
      await store.change({ kept: { board: { body: answer.body, etag: answer.etag } } });
      player.board = answer.body;
      emergency.drill = answer.body.drill === true;
      change();
    }
    return { ok: [200, 304].includes(answer.status), status: answer.status, retryMs: answer.retryMs };
  }

  const pollOf = (name, otherwise) =>
    Math.max(5, Number(player.board.poll?.[name] ?? playlist.live?.poll[name]) || otherwise);
  const settings = (name, otherwise, slowest) => () => ({
    every: player.retired ? GONE_EVERY_S : pollOf(name, otherwise),
    slowest: player.retired ? GONE_EVERY_S : slowest,
    jitter: player.board.poll?.jitter ?? playlist.live?.poll.jitter,
  });
  const loops = {
    emergency: new Loop(async () => heed(await emergency.poll()), settings("emergency_s", 15, 60)),
    playlist: new Loop(async () => heed(await playlist.poll()), settings("playlist_s", 60, 300)),
    board: new Loop(async () => heed(await askBoard()), () => ({ every: BOARD_EVERY_S, slowest: 300 })),
  };
  loops.emergency.start();
  loops.board.start();
  await loops.playlist.start(); // the first heartbeat tells what was loaded
  if (!net.canReport) return;

  const reports = new Reports({
    net, store, clock, playlist, emergency, player, plays, acks, files, screen,
    onBehind: (name) => loops[name].poke(),
  });
  new Loop(async () => heed(await reports.heartbeat()), settings("heartbeat_s", 60, 300)).start();
  if (player.board.capabilities?.includes("events")) {
    const events = new Events({ net, onWord: (word) => loops[word].poke() });
    new Loop(() => events.run(), () => ({ every: 2, slowest: 300 })).start();
  }
}

start();
