/** Parts of the language files, made by `web/split-words.ts`. */
declare module 'virtual:words/*' {
  const words: import('./first-words.ts').Words;
  export default words;
}
