"""Does it stay good? What is asked after the start and after a confirmation, by whom, and who reads the answer."""
