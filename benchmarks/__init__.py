"""What the engine costs, against the same answers worked out by hand. Run: python -m benchmarks"""
