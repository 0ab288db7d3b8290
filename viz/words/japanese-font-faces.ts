/**
 * Purpose: the faces of the Japanese font, a part of the page of its own (japanese-font.ts).
 */
import '@fontsource-variable/noto-sans-jp/wght.css';
