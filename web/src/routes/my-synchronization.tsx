export function MySynchronizationPage() {
  return null;
}
