"""First names that parents in England give their children, by the family's background. Nobody in particular."""


def names(words: str) -> list[str]:
    """Names written one after another."""
    return words.split()


BRITISH_GIRLS = names(
    """Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace Daisy Sienna Poppy Elsie
    Emily Ella Evelyn Phoebe Evie Charlotte Harper Millie Matilda Maya Sophie Emilia Isabelle Maisie Eliza Ada
    Alice Aurora Ruby Erin Harriet Jessica Mabel Luna Penelope Lottie Orla Holly Violet Lucy Nancy Martha Lyra
    Robyn Darcey Edith Beatrice Thea Lola Esme Eleanor Bella Hallie Summer Imogen Abigail Georgia Zara Scarlett
    Niamh Molly Megan Skye Tilly Bonnie Bethany Heidi Clara Rose Iris Demelza Morwenna Tamsin Kerensa Lowenna
    Elowen Jenna Seren Carys Bronte Faye Hope Annabelle Connie Ottilie Margot Nell Anna Hannah Chloe Leah Eva
    Sarah Lexi Lacey Amber Jasmine Paige Eve Rowan"""
)

BRITISH_BOYS = names(
    """Oliver George Arthur Noah Leo Oscar Theodore Archie Jack Henry Charlie Freddie Theo Alfie Finley Jude Arlo
    Luca Albie Reuben Tommy Roman Isaac Harrison Louie Rory Thomas William Joshua Ezra Jacob Max Lucas James Teddy
    Harry Edward Elijah Reggie Rowan Logan Sebastian Bobby Mason Hudson Joseph Daniel Samuel Toby Ronnie Caleb
    Frankie Stanley Jaxon Ralph Benjamin Hugo Felix Jasper Otis Ellis Dexter Jackson Nathan Dylan Ethan Alexander
    Zachary Adam Luke Matthew Connor Owen Rhys Ioan Jago Denzel Piran Perran Cador Kit Barnaby Fraser Callum
    Cameron Kian Liam Aidan Ryan Tyler Harvey Jenson Blake Riley Ollie Gabriel David Michael Ben Sam Will Alfred
    Wilfred Ernest Rafe Tobias"""
)

MUSLIM_GIRLS = names(
    """Aisha Fatima Maryam Zainab Amina Hafsa Khadija Safiya Sumaya Noor Inaya Aaliyah Zahra Iman Layla Hana Ruqayyah
    Yusra Asma Sana Mahnoor Anaya Hiba Nadia Samira Leila Salma Rania Yasmin Aleena Haniya Eshal"""
)

MUSLIM_BOYS = names(
    """Muhammad Yusuf Ibrahim Adam Musa Zayn Hamza Ali Omar Hassan Bilal Ayaan Idris Isa Zakariya Mustafa Ahmed
    Abdullah Eesa Haris Ismail Rayyan Sami Karim Tariq Imran Daud Suleiman Khalid Jibreel Faris Anas"""
)

INDIAN_GIRLS = names(
    """Anaya Diya Ananya Aarohi Myra Saanvi Isha Priya Kavya Riya Meera Asha Simran Jasleen Harleen Avni Tara Nisha
    Kiran Jiya Navya Ira Gurleen Amrit Lakshmi Aditi"""
)

INDIAN_BOYS = names(
    """Arjun Aarav Vihaan Rohan Kabir Dev Ravi Ishaan Krish Veer Aryan Advait Nikhil Jai Harjot Gurpreet Fateh
    Ranveer Neel Shaan Yash Karan Dhruv Manav Samar Akash"""
)

NIGERIAN_GIRLS = names(
    """Temi Ife Adaeze Chidera Amarachi Zara Esther Favour Deborah Tolu Simi Ruth Precious Chioma Ayo Bisi Hadassah
    Ebube Morayo Ini"""
)

NIGERIAN_BOYS = names(
    """Tobi Tolu Chidi Emeka Ayo David Samuel Daniel Kene Femi Dami Joshua Obinna Seun Elijah Kamsi Ebuka Jeremiah
    Tomi Uche"""
)

GHANAIAN_GIRLS = names("Ama Abena Akosua Efua Adwoa Esi Afia Nana Yaa Araba Maame Josephine Priscilla Gifty")
GHANAIAN_BOYS = names("Kofi Kwame Kwesi Yaw Kojo Nana Kwabena Kwaku Emmanuel Ebo Fiifi Papa Samuel Prince")

CARIBBEAN_GIRLS = names("Amara Naomi Kezia Shanice Tiana Leah Zuri Maya Renee Jada Gabrielle Simone Imani Nevaeh")
CARIBBEAN_BOYS = names("Malachi Isaiah Jayden Kaleb Tyrell Micah Elijah Jerome Marcus Andre Levi Kai Nathaniel Omari")

POLISH_GIRLS = names(
    "Zofia Julia Maja Lena Hanna Zuzanna Oliwia Alicja Natalia Amelia Pola Wiktoria Nadia Gabriela Iga"
)
POLISH_BOYS = names("Adam Jakub Jan Antoni Szymon Filip Kacper Aleksander Mateusz Oskar Igor Maksymilian Tymon Natan")

ROMANIAN_GIRLS = names("Ioana Maria Sofia Andreea Daria Ana Elena Bianca Teodora Alexia Larisa Mihaela Antonia Denisa")
ROMANIAN_BOYS = names("Andrei David Matei Luca Stefan Alexandru Gabriel Ionut Rares Darius Victor Tudor Cristian Mihai")

UKRAINIAN_GIRLS = names("Sofiia Anna Solomiia Daryna Mila Polina Kateryna Zlata Oksana Yaryna Viktoriia Milana")
UKRAINIAN_BOYS = names("Artem Danylo Maksym Oleksandr Matvii Bohdan Tymofii Mykyta Nazar Yaroslav Denys Illia")

PORTUGUESE_GIRLS = names("Leonor Matilde Beatriz Carolina Mariana Ines Benedita Lara Clara Rita Joana Margarida")
PORTUGUESE_BOYS = names("Francisco Afonso Duarte Rodrigo Tomas Martim Miguel Santiago Goncalo Diogo Rafael Tiago")

TURKISH_GIRLS = names("Elif Zeynep Defne Ayla Ecrin Asya Nehir Azra Selin Derya Melis Ece")
TURKISH_BOYS = names("Emir Kerem Yusuf Eymen Omer Aras Deniz Kaan Ege Baran Mert Can")

KURDISH_GIRLS = names("Shilan Rojin Zara Lana Hevi Sara Nour Dilan Avin Soma Tara Jwan")
KURDISH_BOYS = names("Rawand Dilan Soran Karwan Ari Hemin Zana Rebin Aram Diyar Shvan Hawre")

CHINESE_GIRLS = names("Mei Xinyi Yuxin Jing Chloe Vivian Yihan Ling Hui Emily Wing Ka-Yan Joyce Sophie")
CHINESE_BOYS = names("Haoran Zihan Yichen Jun Wei Ethan Lok Ho Chun Jayden Minghao Kai Marcus Tsz-Hin")

# What a child with this name is often called.
SHORT_FORMS = {
    "Thomas": "Tom", "William": "Will", "Joshua": "Josh", "Samuel": "Sam", "Benjamin": "Ben", "Daniel": "Dan",
    "Alexander": "Alex", "Zachary": "Zac", "Theodore": "Theo", "Frederick": "Freddie", "Edward": "Ned",
    "Isabella": "Bella", "Isabelle": "Izzy", "Eleanor": "Ellie", "Matilda": "Tilly", "Charlotte": "Lottie",
    "Abigail": "Abi", "Elizabeth": "Libby", "Beatrice": "Bea", "Penelope": "Penny", "Florence": "Flo",
    "Muhammad": "Mo", "Maksymilian": "Maks", "Aleksander": "Alek", "Oleksandr": "Sasha", "Emmanuel": "Manny",
    "Nathaniel": "Nate", "Gabriella": "Gabi", "Jessica": "Jess", "Harrison": "Harry", "Sebastian": "Seb",
}  # fmt: skip
