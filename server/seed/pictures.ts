import { deflateSync } from 'node:zlib';
import { Chance } from './random.ts';

/*
 * Small invented pictures as evidence: a house between mountains for a visit, a sheet of paper for a scan. Real PNG
 * files of a few kilobytes, drawn by code, each different; no camera, no person, no seal.
 */

const WIDTH = 320;
const HEIGHT = 240;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

type Colour = readonly [number, number, number];

class Canvas {
  readonly #pixels = Buffer.alloc(WIDTH * HEIGHT);
  readonly #palette: Colour[] = [];

  /** Enters a colour into the palette; the number is what the drawing methods take. */
  colour(red: number, green: number, blue: number): number {
    return this.#palette.push([red, green, blue]) - 1;
  }

  rectangle(left: number, top: number, width: number, height: number, colour: number): void {
    for (let y = Math.max(0, top); y < Math.min(HEIGHT, top + height); y++) {
      const from = Math.max(0, left);
      const to = Math.min(WIDTH, left + width);
      if (to > from) this.#pixels.fill(colour, y * WIDTH + from, y * WIDTH + to);
    }
  }

  /** Everything below a ridge line. */
  ridge(height: (x: number) => number, colour: number): void {
    for (let x = 0; x < WIDTH; x++) {
      const top = Math.round(height(x));
      this.rectangle(x, top, 1, HEIGHT - top, colour);
    }
  }

  roof(left: number, bottom: number, width: number, height: number, colour: number): void {
    for (let row = 0; row < height; row++) {
      const half = Math.round((width / 2) * ((row + 1) / height));
      this.rectangle(left + Math.round(width / 2) - half, bottom - height + row, half * 2, 1, colour);
    }
  }

  disc(centreX: number, centreY: number, radius: number, colour: number): void {
    for (let y = -radius; y <= radius; y++) {
      const half = Math.round(Math.sqrt(radius * radius - y * y));
      this.rectangle(centreX - half, centreY + y, half * 2 + 1, 1, colour);
    }
  }

  png(): Buffer {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(WIDTH, 0);
    header.writeUInt32BE(HEIGHT, 4);
    // Bit depth 8, colour type 3 (palette), the only compression and filter methods there are, no interlace.
    header.set([8, 3, 0, 0, 0], 8);
    const lines = Buffer.alloc((WIDTH + 1) * HEIGHT);
    for (let y = 0; y < HEIGHT; y++) this.#pixels.copy(lines, y * (WIDTH + 1) + 1, y * WIDTH, (y + 1) * WIDTH);
    return Buffer.concat([
      SIGNATURE,
      chunk('IHDR', header),
      chunk('PLTE', Buffer.from(this.#palette.flat())),
      chunk('IDAT', deflateSync(lines, { level: 6 })),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }
}

/** A photo of a visit: sky, mountains, fields, a house with its door. The name decides what is drawn. */
export function photo(name: string): Buffer {
  const chance = new Chance(`photo ${name}`);
  const canvas = new Canvas();
  const dusk = chance.happens(0.3);
  const sky = dusk
    ? canvas.colour(chance.whole(225, 250), chance.whole(170, 200), chance.whole(140, 170))
    : canvas.colour(chance.whole(180, 215), chance.whole(215, 235), 245);
  const sun = canvas.colour(255, chance.whole(215, 240), chance.whole(150, 190));
  const far = canvas.colour(chance.whole(110, 150), chance.whole(140, 170), chance.whole(150, 180));
  const near = canvas.colour(chance.whole(60, 100), chance.whole(110, 140), chance.whole(70, 100));
  const field = canvas.colour(chance.whole(150, 200), chance.whole(160, 190), chance.whole(80, 110));
  const wall = canvas.colour(chance.whole(220, 245), chance.whole(210, 230), chance.whole(185, 210));
  const tiles = canvas.colour(chance.whole(90, 130), chance.whole(80, 100), chance.whole(80, 100));
  const wood = canvas.colour(chance.whole(120, 150), chance.whole(75, 95), chance.whole(45, 60));
  const maize = canvas.colour(chance.whole(220, 245), chance.whole(170, 190), 60);
  canvas.rectangle(0, 0, WIDTH, HEIGHT, sky);
  canvas.disc(chance.whole(30, 290), chance.whole(25, 55), chance.whole(12, 20), sun);
  canvas.ridge(mountains(chance, 95, 30), far);
  canvas.ridge(mountains(chance, 130, 22), near);
  canvas.rectangle(0, 175, WIDTH, 65, field);
  const left = chance.whole(40, 170);
  const width = chance.whole(90, 130);
  canvas.rectangle(left, 135, width, 60, wall);
  canvas.roof(left - 12, 137, width + 24, chance.whole(26, 38), tiles);
  canvas.rectangle(left + Math.round(width / 2) - 9, 158, 18, 37, wood);
  canvas.rectangle(left + 12, 152, 18, 16, wood);
  canvas.rectangle(left + width - 30, 152, 18, 16, wood);
  for (let cob = chance.whole(0, 7); cob > 0; cob--) canvas.rectangle(left + 6 + cob * 11, 139, 5, 11, maize);
  return canvas.png();
}

/** A scanned sheet: a title, lines of writing, a frame where a stamp would go. */
export function scan(name: string): Buffer {
  const chance = new Chance(`scan ${name}`);
  const canvas = new Canvas();
  const shade = chance.whole(236, 252);
  const desk = canvas.colour(chance.whole(150, 175), chance.whole(140, 155), chance.whole(120, 140));
  const paper = canvas.colour(shade, shade, chance.whole(225, shade));
  const ink = canvas.colour(chance.whole(30, 70), chance.whole(30, 70), chance.whole(40, 90));
  const frame = canvas.colour(190, 190, 190);
  canvas.rectangle(0, 0, WIDTH, HEIGHT, desk);
  canvas.rectangle(74, 8, 172, 224, paper);
  canvas.rectangle(125, 24, chance.whole(60, 80), 7, ink);
  for (let line = 46; line < 178; line += 11) {
    let at = 90 + (chance.happens(0.25) ? 12 : 0);
    while (at < 228) {
      const word = chance.whole(6, 26);
      canvas.rectangle(at, line, Math.min(word, 230 - at), 4, ink);
      at += word + chance.whole(2, 6);
    }
  }
  canvas.rectangle(178, 190, 50, 1, frame);
  canvas.rectangle(178, 222, 50, 1, frame);
  canvas.rectangle(178, 190, 1, 33, frame);
  canvas.rectangle(227, 190, 1, 33, frame);
  return canvas.png();
}

function mountains(chance: Chance, base: number, swing: number): (x: number) => number {
  const waves = Array.from({ length: 3 }, (_, index) => ({
    length: chance.whole(25, 60) / (index + 1),
    shift: chance.next() * 6.283,
    height: swing / (index + 1.2),
  }));
  return (x) => base - waves.reduce((sum, wave) => sum + wave.height * Math.sin(x / wave.length + wave.shift), 0);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xed_b8_83_20 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xff_ff_ff_ff;
  for (const byte of body) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const end = Buffer.alloc(4);
  end.writeUInt32BE((crc ^ 0xff_ff_ff_ff) >>> 0);
  return Buffer.concat([length, body, end]);
}
