// Reads one calendar per line (a JSON string) with ical.js and answers each with its entries as JSON.
const ICAL = require(process.argv[2]);

const text = (property) => property?.getFirstValue() ?? null;
const seconds = (duration) => duration.toSeconds();

function entry(component) {
  const value = (name) => component.getFirstProperty(name)?.getFirstValue() ?? null;
  const string = (name) => value(name)?.toString() ?? null;
  return {
    uid: value("uid"),
    start: string("dtstart"),
    end: string("dtend"),
    zone: component.getFirstProperty("dtstart").getParameter("tzid") ?? null,
    stamp: string("dtstamp"),
    sequence: value("sequence"),
    summary: value("summary"),
    description: value("description"),
    location: value("location"),
    categories: component.getAllProperties("categories").flatMap((p) => p.getValues()),
    klasse: value("class"),
    transp: value("transp"),
    busy: value("x-microsoft-cdo-busystatus"),
    priority: value("priority"),
    rrule: string("rrule"),
    alarms: component.getAllSubcomponents("valarm").map((alarm) => [
      seconds(text(alarm.getFirstProperty("trigger"))),
      text(alarm.getFirstProperty("action")),
      text(alarm.getFirstProperty("description")),
    ]),
  };
}

function occurrences(component, count) {
  const iterator = new ICAL.Event(component).iterator();
  return Array.from({ length: count }, () => iterator.next().convertToZone(ICAL.Timezone.utcTimezone).toString());
}

const lines = require("readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const { text, count } = JSON.parse(line);
  let answer;
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    ICAL.TimezoneService.reset();
    calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
    const events = calendar.getAllSubcomponents("vevent");
    answer = count ? events.map((event) => occurrences(event, count)) : { name: calendar.getFirstPropertyValue("x-wr-calname"), entries: events.map(entry) };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
