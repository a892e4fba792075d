import { collectTexts } from './collect.ts';

export const texts = collectTexts(import.meta.glob('./*.sv.json', { eager: true, import: 'default' }));
