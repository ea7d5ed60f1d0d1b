[ ({ a, a }: a) ({ a }@a: a) (a@{ b, a }: a) ]
