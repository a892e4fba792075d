import { collectTexts } from './collect.ts';

export const texts = collectTexts(import.meta.glob('./*.en.json', { eager: true, import: 'default' }));
