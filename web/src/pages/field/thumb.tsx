/** Thumb is a thumb, up or down, drawn and not taken from a font that a machine may lack; the word beside it says it. */
export const Thumb = ({ down }: { down?: boolean }) => (
  <svg aria-hidden="true" focusable="false" width="14" height="14" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" style={{ verticalAlign: "-2px", marginRight: 6, transform: down ? "rotate(180deg)" : undefined }}>
    <path d="M3 10h4v11H3zM7 10l4-8c2 0 3 1 3 3l-1 4h6c1 0 2 1 2 2l-2 8c0 1-1 2-2 2H7" />
  </svg>
);
