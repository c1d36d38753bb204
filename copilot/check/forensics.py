from dataclasses import dataclass


@dataclass
class Explained:
    near: tuple = ()
    reproduced: tuple = ()


def explain(findings):
    return [Explained() for _ in findings.judged]
