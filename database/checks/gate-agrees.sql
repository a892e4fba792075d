-- What is stored on every row is what the person's answers give.
select problem, table_name, subject_id, row_id from gate.check_gates()
