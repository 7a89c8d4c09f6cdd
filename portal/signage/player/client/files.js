/* Media by its SHA-256. Nothing is kept, and so nothing shown, that was not checked. */

import { download } from "./net.js";
import { sha256 } from "./sha256.js";

const LARGEST = 20 * 1024 * 1024;

const TYPES = { gif: "image/gif", jpg: "image/jpeg", mp4: "video/mp4" };
const typeOf = (url) => TYPES[url.split(".").pop()] ?? "image/png"; // an alert's file names no type

export class Files {
  constructor(store) {
    this.store = store;
    this.lastError = null;
  }

  async has(sha) {
    return (await this.store.keys("files", sha, 1)).includes(sha);
  }

  /* The file as a Blob, or null. */
  async blob(rendition) {
    const kept = await this.store.get("files", rendition.sha256);
    return kept ? new Blob([kept], { type: rendition.type ?? typeOf(rendition.url) }) : null;
  }

  /* True when the file lies here, checked; loads it if need be. */
  async fetch(rendition) {
    const { sha256: wanted, url, bytes } = rendition;
    if (await this.has(wanted)) return true;
    const buffer = await download(url);
    if (!buffer) return this.fail(`download ${wanted.slice(0, 12)}`);
    if (buffer.byteLength > LARGEST || (bytes && buffer.byteLength !== bytes)) {
      return this.fail(`size ${wanted.slice(0, 12)}`);
    }
    if ((await sha256(buffer)) !== wanted) return this.fail(`sha256 ${wanted.slice(0, 12)}`);
    try {
      await this.store.change({ files: { [wanted]: buffer } });
    } catch (error) {
      return this.fail(`storage ${error?.name}`);
    }
    return true;
  }

  /* Drops what no kept manifest names. */
  async keepOnly(wanted) {
    const gone = (await this.store.keys("files")).filter((sha) => !wanted.has(sha));
    if (gone.length) await this.store.change({ files: Object.fromEntries(gone.map((sha) => [sha, undefined])) });
  }

  fail(reason) {
    this.lastError = reason;
    return false;
  }
}
