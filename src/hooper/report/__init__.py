"""What people see: figures, tables and the page; made from results, never from a simulation."""
