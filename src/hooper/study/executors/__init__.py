"""Who carries out the runs of a study: this process, processes of this machine, or a dask cluster."""
