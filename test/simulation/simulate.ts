import { simulate } from './simulation.ts';
const first = Number(process.argv[2]),
  count = Number(process.argv[3] ?? 1);
const t = performance.now();
let bad = 0,
  ev = 0;
for (let seed = first; seed < first + count; seed++) {
  const o = await simulate(seed, process.env['TRACE'] ? { trace: (l) => console.log(l) } : {});
  ev += o.events;
  if (o.violation) {
    bad++;
    console.log(seed, o.violation.message.slice(0, Number(process.env['LEN'] ?? 300)));
  }
}
console.log(count, 'seeds', bad, 'bad', ev, 'events', Math.round(performance.now() - t), 'ms');
