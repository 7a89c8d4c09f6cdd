/* The board's surface: two layers that change places once the new one is ready, so no frame is ever blank,
   and a band above them. One pixel of the board is one pixel of the device, from the top left corner. */

import { COLORS, drawPage, labelled, layOut, makeCanvas } from "./typeset.js";

const SCREENSHOT_BYTES = 256 * 1024;
const VIDEO_START_MS = 5000;
const PAGE_MS = 2000; // a page of a few words is read in no less
const MARGIN = 0.01; // of the columns

export class Screen {
  constructor(stage) {
    this.stage = stage;
    this.layers = [...stage.querySelectorAll("[data-layer]")];
    this.band = stage.querySelector("[data-band]");
    this.spoken = document.querySelector("[data-spoken]");
    this.front = 0;
    this.turn = 0;
    this.content = null; // what the front layer shows
    this.needsMs = 0; // how long its pages take to be read
    this.measure({});
  }

  /* Pixels and colours of the board; the window where nothing is known. */
  measure({ width, height, color } = {}) {
    const ratio = devicePixelRatio || 1;
    this.width = width || Math.round(innerWidth * ratio);
    this.height = height || Math.round(innerHeight * ratio);
    this.depth = color || "rgb";
    this.stage.style.width = `${this.width / ratio}px`;
    this.stage.style.height = `${this.height / ratio}px`;
  }

  /* `brightness`: 0–100. A filter is the best a page can do; a controller's own dimming is better. */
  dim(brightness) {
    this.stage.style.filter = brightness < 100 ? `brightness(${brightness}%)` : "";
  }

  /* Shows a file (Blob) or words on the whole surface. False when it cannot be drawn; what was shown stays.
     A newer call overtakes: then the older one answers null and draws nothing. */
  async show(content) {
    const turn = ++this.turn;
    let element;
    try {
      element = content.blob ? await drawn(content.blob) : null;
    } catch {
      return turn === this.turn ? false : null;
    }
    if (turn !== this.turn) return null;
    this.swap(element ? [element] : this.pages(content), content);
    return true;
  }

  /* Words at once, without waiting for anything: for alerts. */
  showNow(content) {
    this.turn += 1;
    this.swap(this.pages(content), content);
  }

  swap(elements, content) {
    const [old, fresh] = [this.layers[this.front], this.layers[1 - this.front]];
    this.front = 1 - this.front;
    this.content = content;
    this.needsMs = elements.length > 1 ? elements.length * PAGE_MS : 0;
    this.leaf(fresh, elements, content.ms);
    fresh.classList.add("front");
    old.classList.remove("front");
    this.empty(old);
    this.spoken.textContent = content.spoken ?? content.text ?? "";
  }

  /* Words in a band over the lower part, or no band. Words below it move up; a picture is covered. */
  showBand(content) {
    const wasHidden = this.band.hidden;
    this.band.hidden = !content;
    if (content) {
      this.leaf(this.band, this.pages(content, bandHeight(this.height), 0), content.ms);
      this.spoken.textContent = content.spoken;
    } else {
      this.empty(this.band);
    }
    const below = this.content;
    if (wasHidden === this.band.hidden || !below) return;
    if (!below.blob) this.swap(this.pages(below), below);
    this.spoken.textContent = (content ?? below).spoken ?? below.text;
  }

  pages({ text, look = "plain", label = "" }, height = this.height, free = this.bandRows) {
    const { width, depth } = this;
    const [, , wide, high] = labelled(label, width, height - free).room;
    const { size, pages } = layOut(text, wide - 2 * Math.max(1, Math.round(width * MARGIN)), high);
    return pages.map((lines) =>
      drawPage(lines, { width, height, free, size, colors: COLORS[look], depth, label }));
  }

  get bandRows() {
    return this.band.hidden ? 0 : bandHeight(this.height);
  }

  /* Puts pages into a layer; several take turns within `ms`. */
  leaf(layer, elements, ms) {
    this.empty(layer);
    let index = 0;
    layer.append(elements[0]);
    if (elements.length > 1) {
      const each = Math.max(PAGE_MS, (ms || 10_000) / elements.length);
      layer.timer = setInterval(() => {
        index = (index + 1) % elements.length;
        layer.replaceChildren(elements[index]);
      }, each);
    }
    const film = elements[0];
    if (film instanceof HTMLVideoElement) film.play().catch(() => {});
  }

  empty(layer) {
    clearInterval(layer.timer);
    for (const element of layer.children) {
      if (element.src?.startsWith("blob:")) URL.revokeObjectURL(element.src);
    }
    layer.replaceChildren();
  }

  /* What is on the surface now as PNG, or null when it is larger than the server takes. */
  async picture() {
    const canvas = makeCanvas(this.width, this.height);
    const context = canvas.getContext("2d");
    const shown = this.layers[this.front].firstChild;
    if (shown) context.drawImage(shown, 0, 0, this.width, this.height);
    if (!this.band.hidden) context.drawImage(this.band.firstChild, 0, this.height - this.bandRows);
    for (let side = canvas; ; side = halved(side)) {
      const blob = await new Promise((resolve) => { side.toBlob(resolve, "image/png"); });
      if (!blob || side.width < 32) return null;
      if (blob.size <= SCREENSHOT_BYTES) return blob;
    }
  }
}

/* A third of the rows, but enough for a line of 12 pixels. */
export const bandHeight = (height) => Math.min(height, Math.max(18, Math.round(height / 3)));

function halved(canvas) {
  const smaller = makeCanvas(Math.ceil(canvas.width / 2), Math.ceil(canvas.height / 2));
  smaller.getContext("2d").drawImage(canvas, 0, 0, smaller.width, smaller.height);
  return smaller;
}

/* An element that shows the file from its first frame on. */
async function drawn(blob) {
  const src = URL.createObjectURL(blob);
  try {
    if (blob.type === "video/mp4") return await film(src);
    const image = Object.assign(new Image(), { src, alt: "" });
    await image.decode();
    return image;
  } catch (error) {
    URL.revokeObjectURL(src);
    throw error;
  }
}

function film(src) {
  const video = Object.assign(document.createElement("video"), { muted: true, loop: true, playsInline: true });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("video")), VIDEO_START_MS);
    const end = (work) => () => { clearTimeout(timer); work(video); };
    video.oncanplay = end(resolve);
    video.onerror = end(reject);
    video.src = src;
    video.load();
  });
}
