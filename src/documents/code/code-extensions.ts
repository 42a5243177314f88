/** The extensions of programs and of their settings; `.env` is left out, since it holds secrets. */
export const CODE_EXTENSIONS: readonly string[] =
  `.bash .c .cc .cfg .conf .cpp .cs .css .cxx .dart .dockerfile .ex .exs
  .go .gradle .graphql .groovy .h .hpp .hs .ini .java .jl .js .jsx .kt .kts .less .lua .m .mjs .mts .php .pl .pm
  .properties .proto .ps1 .py .r .rb .rs .sass .scala .scss .sh .sql .swift .tf .toml .ts .tsx .zsh`.split(
    /\s+/u,
  );
