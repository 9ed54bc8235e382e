-- One row is what one day's declarations add to an employer's day contracts of a month.
SELECT employer_no AS entity_id, CAST(date_trunc('month', start_on) AS DATE) AS month, known_on, count(*) AS contracts
FROM hiring
WHERE kind = 'day'
GROUP BY employer_no, month, known_on
