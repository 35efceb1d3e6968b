/** Tahti's mark: four bars that keep a beat; one of them is warm. Decorative: the name stands beside it. */
export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="#0f6a67" />
      <rect x="6" y="13" width="4" height="6" rx="2" fill="#fff" />
      <rect x="12" y="8" width="4" height="16" rx="2" fill="#fff" />
      <rect x="18" y="5" width="4" height="22" rx="2" fill="#f3a86b" />
      <rect x="24" y="12" width="4" height="8" rx="2" fill="#fff" />
    </svg>
  );
}
