// `npm run bench [ID…] [-- --full]`: runs the named benchmarks (all by default), prints the table and keeps it in bench/results/.
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Bench } from './bench.ts';
import { c1Compile } from './c1-compile.ts';
import { stopCluster } from './cluster.ts';
import { g1Controller, g2Customer, g3Processor } from './gdpr.ts';
import { i1Import } from './i1-import.ts';
import { i2ImportLarge } from './i2-import-large.ts';
import { type Figure, measure } from './measure.ts';
import { n1Checker } from './n1-checker.ts';
import { p1Regate } from './p1-regate.ts';
import { r0Policy } from './r0-policy.ts';
import { r2List } from './r2-list.ts';
import { r4Segment } from './r4-segment.ts';
import { r5Scaling } from './r5-scaling.ts';
import { r6Person } from './r6-person.ts';

const benches: readonly Bench[] = [
  n1Checker,
  c1Compile,
  r0Policy,
  r2List,
  r4Segment,
  r5Scaling,
  r6Person,
  i1Import,
  i2ImportLarge,
  p1Regate,
  g1Controller,
  g2Customer,
  g3Processor,
];

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const size = process.argv.includes('--full') ? 'full' : 'ci';
const chosen = wanted.length > 0 ? benches.filter((bench) => wanted.includes(bench.id)) : benches;

const figures: Figure[] = [];
try {
  for (const bench of chosen) await runBench(bench);
} finally {
  await stopCluster();
}
await keep(figures);
process.exitCode = figures.some((figure) => figure.verdict === 'missed') ? 1 : 0;

async function runBench(bench: Bench): Promise<void> {
  const prepared = await bench.prepare(size);
  try {
    for (const variant of prepared.variants) {
      const figure = await measure(bench, variant);
      figures.push(figure);
      process.stdout.write(`${toLine(figure)}\n`);
    }
  } finally {
    await prepared.close();
  }
}

function toLine(figure: Figure): string {
  const range = `${figure.ratio.toFixed(2)}× (${figure.lowest.toFixed(2)}–${figure.highest.toFixed(2)})`;
  const marks = `floor ${figure.floor}, goal ${figure.goal}: ${figure.verdict}`;
  const times = `${figure.productMs.toFixed(1)} ms / ${figure.limitMs.toFixed(1)} ms`;
  return [
    figure.id.padEnd(4),
    figure.label.padEnd(44),
    figure.data.padEnd(12),
    times.padEnd(24),
    range.padEnd(22),
    marks,
  ].join(' ');
}

async function keep(results: readonly Figure[]): Promise<void> {
  const folder = path.join(import.meta.dirname, 'results');
  await mkdir(folder, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(':', '-');
  const machine = {
    cores: os.availableParallelism(),
    model: os.cpus()[0]?.model,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
  };
  await writeFile(
    path.join(folder, `${stamp}.json`),
    `${JSON.stringify({ size, machine, figures: results }, null, 2)}\n`,
  );
}
