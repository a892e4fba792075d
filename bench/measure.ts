// Interleaves product and limit in pairs, the order alternating, and takes the median of the ratios. One warm-up pair is dropped.
import type { Bench, Variant } from './bench.ts';

const PAIRS = 9;

export interface Figure {
  readonly id: string;
  readonly label: string;
  readonly data: string;
  readonly figure: Bench['figure'];
  readonly productMs: number;
  readonly limitMs: number;
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  readonly floor: number;
  readonly goal: number;
  readonly verdict: 'goal' | 'floor' | 'missed' | 'void';
}

export async function measure(bench: Bench, variant: Variant): Promise<Figure> {
  await variant.verify();
  const pairs: { product: number; limit: number }[] = [];
  for (let round = 0; round <= (variant.pairs ?? PAIRS); round += 1) {
    const pair = await measurePair(variant, round % 2 === 0);
    if (round > 0) pairs.push(pair);
  }
  return summarise(bench, variant, pairs);
}

async function measurePair(
  variant: Variant,
  productFirst: boolean,
): Promise<{ product: number; limit: number }> {
  const reset = variant.reset ?? (async () => undefined);
  const time = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    const own = await work();
    const spent = typeof own === 'number' ? own : performance.now() - start;
    await reset();
    return spent;
  };
  if (productFirst) {
    const product = await time(variant.product);
    return { product, limit: await time(variant.limit) };
  }
  const limit = await time(variant.limit);
  return { product: await time(variant.product), limit };
}

function summarise(
  bench: Bench,
  variant: Variant,
  pairs: readonly { product: number; limit: number }[],
): Figure {
  const ratios = pairs.map((pair) =>
    bench.figure === 'time' ? pair.product / pair.limit : pair.limit / pair.product,
  );
  const limits = pairs.map((pair) => pair.limit);
  const ratio = median(ratios);
  // The interquartile range: one stolen time slice on a shared machine must not void a run.
  const isVoid = quantile(limits, 0.75) - quantile(limits, 0.25) > median(limits) / 2;
  const reached = (mark: number) => (bench.figure === 'time' ? ratio <= mark : ratio >= mark);
  return {
    id: bench.id,
    label: variant.label,
    data: variant.data,
    figure: bench.figure,
    productMs: median(pairs.map((pair) => pair.product)),
    limitMs: median(limits),
    ratio,
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    floor: variant.floor,
    goal: variant.goal,
    verdict: isVoid ? 'void' : reached(variant.goal) ? 'goal' : reached(variant.floor) ? 'floor' : 'missed',
  };
}

const median = (values: readonly number[]) => quantile(values, 0.5);

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const low = sorted[Math.floor(position)] ?? 0;
  const high = sorted[Math.ceil(position)] ?? 0;
  return low + (high - low) * (position - Math.floor(position));
}
