"""The steps of composed chains, one small file each, and the contract they keep."""
