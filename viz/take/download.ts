/**
 * Purpose: hands a file to the reader: text or picture, under a name that every system takes. Nothing leaves the machine.
 *
 * Units: pixels. References: File API (Blob, object URLs); HTML Living Standard 4.12.5 (toBlob).
 */

/** Twice the screen's pixels: sharp in print. */
const SCALE = 2;
/** Own choice: within what every browser's canvas holds (Chrome and Firefox: 32,767 a side; Safari: 16 million pixels in all). */
const MOST_PIXELS = 16_000_000;
/** The browser has begun to save long before. */
const RELEASE_MS = 60_000;

/**
 * Saves a file.
 * Units: none. Errors: none; what the browser does with it is the reader's choice. Source: as above.
 */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name.replace(/[^\w.-]+/g, '-');
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), RELEASE_MS);
}

/**
 * Saves a text.
 * Units: none. Errors: none. Source: as above.
 */
export function saveText(name: string, type: string, text: string): void {
  save(name, new Blob([text], { type }));
}

/**
 * An SVG as pixels.
 * Units: user units of the picture in, pixels out. Errors: rejects when the browser cannot draw it. Source: as above.
 */
export async function rastered(address: string, { width, height }: { readonly width: number; readonly height: number }): Promise<Blob> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('take away: the browser gives no 2D canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('take away: the browser made no PNG');
  return blob;
}
