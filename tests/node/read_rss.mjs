// What two readers of npm make of an RSS file. Argument: its path. Prints
// {"rss-parser": {title, link, items}, "feedparser": {…}}, each item of both in one shape:
// {title, description, link, guid, published, categories, enclosure, media}.
// Times are ISO 8601 in UTC, `enclosure` is {url, type, length} or null, `media` a list of
// {url, type, size, width, height, duration} of media:content; what a reader passes by is null.

import { createReadStream, readFileSync } from "node:fs";
import FeedParser from "feedparser";
import Parser from "rss-parser";

const orNull = (value) => value ?? null;
const time = (value) => (value ? new Date(value).toISOString() : null);
const list = (value) => (value === undefined || value === null ? [] : [value].flat());
const media = (attributes) => ({
  url: orNull(attributes.url),
  type: orNull(attributes.type),
  size: orNull(attributes.filesize ?? attributes.fileSize),
  width: orNull(attributes.width),
  height: orNull(attributes.height),
  duration: orNull(attributes.duration),
});
const enclosure = (found) =>
  found ? { url: orNull(found.url), type: orNull(found.type), length: orNull(found.length) } : null;

async function withRssParser(path) {
  const parser = new Parser({ customFields: { item: [["media:content", "media", { keepArray: true }]] } });
  const feed = await parser.parseString(readFileSync(path, "utf8"));
  return {
    title: orNull(feed.title),
    link: orNull(feed.link),
    items: feed.items.map((item) => ({
      title: orNull(item.title),
      description: orNull(item.content),
      link: orNull(item.link),
      guid: orNull(item.guid),
      published: time(item.isoDate),
      categories: list(item.categories),
      enclosure: enclosure(item.enclosure),
      media: list(item.media).map((found) => media(found.$)),
    })),
  };
}

function withFeedParser(path) {
  return new Promise((resolve, reject) => {
    const items = [];
    const parser = new FeedParser({ addmeta: false });
    parser.on("error", reject);
    parser.on("data", (item) =>
      items.push({
        title: orNull(item.title),
        description: orNull(item.description),
        link: orNull(item.link),
        guid: orNull(item.guid),
        published: time(item.date),
        categories: item.categories,
        enclosure: enclosure(item.enclosures[0]),
        media: list(item["media:content"]).map((found) => media(found["@"])),
      }),
    );
    parser.on("end", () => resolve({ title: orNull(parser.meta?.title), link: orNull(parser.meta?.link), items }));
    createReadStream(path).on("error", reject).pipe(parser);
  });
}

const path = process.argv[2];
const answers = { "rss-parser": await withRssParser(path), feedparser: await withFeedParser(path) };
process.stdout.write(JSON.stringify(answers));
