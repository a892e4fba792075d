-- Trigrams for search that forgives typing errors. The extension lies in the gatekeeper's schema: nobody else may use its operators.
create extension if not exists pg_trgm with schema gate;
create index search_trigrams on register.search using gin (text gate.gin_trgm_ops);
