/* Words on a canvas of exact pixels: as large as they fit, on as many pages as they need. */

const SMALLEST_PX = 12; // below it stacked Vietnamese marks run together
const LARGEST_PX = 96;
const LARGEST_SHARE = 0.7; // of the rows: ink of stacked marks is up to 1.5 times the font size
const LABEL_SHARE = 0.64;
const LINE = 1.45;
const DOWN = 0.06; // marks above capitals are taller than what hangs below: a line sits a little low
const FAMILY = "'Noto Sans', 'DejaVu Sans', sans-serif";

export const COLORS = {
  plain: { paper: "#000000", ink: "#ffffff" },
  alert: { paper: "#b00000", ink: "#ffffff" },
  exercise: { paper: "#ffd400", ink: "#000000" },
};
const FEW_COLORS = {
  mono: { paper: "#000000", ink: "#ffffff" },
  dual: { paper: "#000000", ink: "#ffff00" },
};
const LOW_ROWS = 40; // on fewer rows a label stands beside the words, not above them

export function makeCanvas(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}

/* Lines of `words` from index `start` that fit, and the index after them. */
function fill(context, words, start, width, most) {
  const lines = [];
  let at = start;
  while (at < words.length && lines.length < most) {
    let line = words[at];
    at += 1;
    while (at < words.length && context.measureText(`${line} ${words[at]}`).width <= width) {
      line += ` ${words[at]}`;
      at += 1;
    }
    lines.push(line);
  }
  return [lines, at];
}

/* Words longer than a line are cut, or they would run off the board. */
function cut(context, words, width) {
  return words.flatMap((word) => {
    const pieces = [];
    let rest = [...word];
    while (rest.length > 1 && context.measureText(rest.join("")).width > width) {
      let count = rest.length - 1;
      while (count > 1 && context.measureText(rest.slice(0, count).join("")).width > width) count -= 1;
      pieces.push(rest.slice(0, count).join(""));
      rest = rest.slice(count);
    }
    return [...pieces, rest.join("")];
  });
}

function paged(context, text, size, width, height) {
  context.font = `bold ${size}px ${FAMILY}`;
  const most = Math.max(1, Math.floor(height / (size * LINE)));
  const words = cut(context, text.trim().split(/\s+/), width);
  const pages = [];
  for (let at = 0; at < words.length;) {
    const [lines, after] = fill(context, words, at, width, most);
    pages.push(lines);
    at = after;
  }
  return pages;
}

/* {size, pages: [[line]]}: one page at the largest size that holds all; else pages at the smallest size. */
export function layOut(text, width, height) {
  const context = makeCanvas(1, 1).getContext("2d");
  const largest = Math.max(8, Math.min(LARGEST_PX, Math.floor(height * LARGEST_SHARE)));
  const smallest = Math.min(SMALLEST_PX, largest);
  for (let size = largest; size >= smallest; size -= 1) {
    context.font = `bold ${size}px ${FAMILY}`;
    const whole = text.trim().split(/\s+/).every((word) => context.measureText(word).width <= width);
    const pages = whole ? paged(context, text, size, width, height) : [];
    if (pages.length === 1) return { size, pages };
  }
  return { size: smallest, pages: paged(context, text, smallest, width, height) };
}

/* Where a label goes, and what it leaves: {box: [x, y, w, h], room: [x, y, w, h], size}. */
export function labelled(label, width, height) {
  if (!label) return { room: [0, 0, width, height] };
  const context = makeCanvas(1, 1).getContext("2d");
  if (height >= LOW_ROWS) {
    const rows = Math.max(12, Math.min(72, Math.round(height * 0.25)));
    const size = fitting(context, label, width - 4, Math.floor(rows * LABEL_SHARE));
    return { box: [0, 0, width, rows], room: [0, rows, width, height - rows], size };
  }
  const size = fitting(context, label, width / 2 - 4, Math.floor(height * LARGEST_SHARE), 10);
  const columns = Math.ceil(context.measureText(label).width) + 4;
  return { box: [0, 0, columns, height], room: [columns, 0, width - columns, height], size };
}

/* Draws one page into a canvas of `width` × `height`, of which the last rows may be left free. */
export function drawPage(lines, { width, height, free = 0, size, colors, depth = "rgb", label = "" }) {
  const canvas = makeCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: depth !== "rgb" });
  const { paper, ink } = FEW_COLORS[depth] ?? colors;
  const { box, room: [left, top, wide, high], size: labelSize } = labelled(label, width, height - free);
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = ink;
  if (box) {
    context.fillRect(...box);
    context.fillStyle = paper;
    context.font = `bold ${labelSize}px ${FAMILY}`;
    context.fillText(label, box[0] + box[2] / 2, Math.round(box[1] + box[3] / 2 + labelSize * DOWN));
    context.fillStyle = ink;
  }
  context.font = `bold ${size}px ${FAMILY}`;
  const step = Math.min(size * LINE, high / lines.length);
  const first = top + (high - step * (lines.length - 1)) / 2;
  lines.forEach((line, index) =>
    context.fillText(line, left + wide / 2, Math.round(first + index * step + size * DOWN), wide));
  if (depth !== "rgb") harden(context, width, height);
  return canvas;
}

function fitting(context, text, width, largest, most = 48) {
  for (let size = Math.min(largest, most); size > 7; size -= 1) {
    context.font = `bold ${size}px ${FAMILY}`;
    if (context.measureText(text).width <= width) return size;
  }
  context.font = `bold 7px ${FAMILY}`;
  return 7;
}

/* An LED without shades is on or off: grey edges would flicker or vanish. */
function harden(context, width, height) {
  const image = context.getImageData(0, 0, width, height);
  for (let at = 0; at < image.data.length; at += 1) image.data[at] = image.data[at] >= 128 ? 255 : 0;
  context.putImageData(image, 0, 0);
}
