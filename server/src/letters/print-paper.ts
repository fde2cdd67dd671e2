import { readFileSync } from 'node:fs';
import type { FilledPaper } from '@quanxue/domain/letters/paper-form.ts';
import { spellCode, squareText } from '@quanxue/domain/letters/sheet-code.ts';
import { renderPdf } from '../basis/print/render-pdf.ts';
import { squareSvg } from './qr-square.ts';

const TEMPLATE = readFileSync(new URL('./paper.typ', import.meta.url), 'utf8');

/** A filled paper as PDF/A; `code` is null for a preview, which must not be taken for the paper. */
export function printPaper(paper: FilledPaper, code: string | null): Promise<Uint8Array> {
  return renderPdf({
    template: TEMPLATE,
    data: {
      title: paper.title,
      parts: paper.parts.map((part, i) => ({
        name: part.name.zh,
        blocks: part.blocks,
        square: code === null ? null : squareSvg(squareText(code, i + 1)),
        code: code === null ? '' : spellCode(code),
      })),
    },
  });
}
