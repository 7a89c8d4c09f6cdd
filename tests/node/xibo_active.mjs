// What @xiboplayer/schedule calls active. Reads [{layouts, default, moments}] from standard input,
// prints for each the layouts at each moment.

import { readFileSync } from "node:fs";

// The package tells its story on standard output.
console.log = console.info = console.debug = () => {};
const { ScheduleManager } = await import("@xiboplayer/schedule");

const answers = JSON.parse(readFileSync(0, "utf8")).map(({ moments, ...schedule }) => {
  const manager = new ScheduleManager();
  manager.setSchedule(schedule);
  return moments.map((moment) => manager.getLayoutsAtTime(new Date(moment)));
});
process.stdout.write(JSON.stringify(answers));
