"""Matches records with Splink by the job that bench/match writes, and prints what it took as JSON.

The job holds Splink's own settings, made of our spec: the same columns, levels, rules, samples and threshold.
"""

import json
import logging
import sys
import time

job = json.load(open(sys.argv[1]))

start = time.perf_counter()
import duckdb
import splink
from splink import Linker
from splink.backends.duckdb import DuckDBAPI

logging.getLogger("splink").setLevel(logging.ERROR)
imported = time.perf_counter()

connection = duckdb.connect()
connection.execute(f"SET threads = {job['threads']}")
api = DuckDBAPI(connection)
tables = []
for name, path in zip(job["names"], job["files"]):
    connection.execute(f"CREATE TABLE input_{name} AS SELECT * FROM read_csv('{path}', header = true, all_varchar = true)")
    tables.append(api.register(f"input_{name}", dataset_display_name=name))
read = time.perf_counter()

linker = Linker(tables if len(tables) > 1 else tables[0], job["settings"], log_level=logging.ERROR)
training = linker.training
training.estimate_probability_two_random_records_match(job["deterministic"], recall=job["recall"])
training.estimate_u_using_random_sampling(max_pairs=job["sample"], seed=job["seed"])
for rule in job["training"]:
    training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=job["sample"])
trained = time.perf_counter()

found = linker.inference.predict(threshold_match_probability=job["review"])
predicted = time.perf_counter()
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(found, threshold_match_probability=job["accept"])
clusters.as_duckdbpyrelation().aggregate("count(*)").fetchall()
done = time.perf_counter()

columns = [c for c in ("source_dataset_l", "source_dataset_r") if len(tables) > 1]
pairs = found.as_duckdbpyrelation().select(", ".join(columns + ["unique_id_l", "unique_id_r", "match_probability"]))
pairs.to_csv(job["out"])
blocked = linker.inference.compute_blocked_pairs_for_predict() if job["count"] else None
print(json.dumps({
    "version": f"Splink {splink.__version__}, DuckDB {duckdb.__version__}",
    "seconds": done - imported,
    "read": read - imported,
    "train": trained - read,
    "predict": predicted - trained,
    "cluster": done - predicted,
    "import": imported - start,
    "pairs": blocked.as_duckdbpyrelation().aggregate("count(*)").fetchall()[0][0] if job["count"] else 0,
}))
