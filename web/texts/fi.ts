import { collectTexts } from './collect.ts';

export const texts = collectTexts(import.meta.glob('./*.fi.json', { eager: true, import: 'default' }));
