-- One row is one entity on one date for which features are needed, by any model, to learn from or to list.
SELECT entity_id, as_of FROM labelled
UNION
SELECT entity_id, as_of FROM listed
ORDER BY as_of, entity_id
